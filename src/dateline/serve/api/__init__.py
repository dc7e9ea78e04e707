"""The JSON API under /api/v1: the record for programs, with the same filters as the picture."""
