"""The browser gets the models that find a body from this server, and fetches them once."""

from __future__ import annotations

import pytest
from starlette.types import ASGIApp

from supine.footage import POSE_BUNDLE
from supine.web.asgi import build_application
from supine.web.pose_model import pose_address
from tests.web.asgi_call import ask


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return build_application()


def test_the_models_come_whole_and_are_kept_for_good(app: ASGIApp) -> None:
    answer = ask(app, pose_address())

    assert answer.status == 200
    assert answer.body == POSE_BUNDLE.read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("query", ["", "?v=old"])
def test_other_models_of_that_name_are_given_but_not_kept(app: ASGIApp, query: str) -> None:
    answer = ask(app, f"/pose/lite.task{query}")

    assert answer.status == 200
    assert answer.headers["cache-control"] == "private, no-cache"


def test_they_can_only_be_read(app: ASGIApp) -> None:
    assert ask(app, "/pose/lite.task", method="POST").status == 405


def test_another_site_does_not_get_them(app: ASGIApp) -> None:
    assert ask(app, pose_address(), host="elsewhere.example").status == 421
