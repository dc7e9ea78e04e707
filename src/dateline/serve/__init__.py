"""The desk: the record as pages that people look at and judge, and as an API. The only room that imports FastAPI."""

from dateline.serve.app import create_app

__all__ = ["create_app"]
