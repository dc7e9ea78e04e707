"""A reviewer at a desk: a client with the token of the desk's forms, and a form that is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.serve.security import FORM, FORM_HEADER


@contextmanager
def reviewer(app: FastAPI, name: str = "ana") -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1") as client:
        client.get("/review")
        client.cookies.set("reviewer", name)
        yield client


def post(client: TestClient, path: str, accept: str = "text/html", /, **fields: Any) -> Any:
    own = {FORM_HEADER: client.cookies[FORM], "accept": accept}
    return client.post(path, data=fields, headers=own, follow_redirects=False)
