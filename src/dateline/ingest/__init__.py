"""Readers: one for each format that a report comes in."""
