"""What the figures do, as data for the stage."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.types import ASGIApp

from supine.body import motion_json
from supine.library import Library, shipped_library
from supine.web import motions
from supine.web.asgi import build_application
from supine.web.figures import FIGURES
from tests.web.asgi_call import ask

WAGS = "/motions/knee-wags.json"


@pytest.fixture
def app() -> Iterator[ASGIApp]:
    """Give an application that has worked out no motion yet."""
    motions.made.cache_clear()
    yield build_application()
    motions.made.cache_clear()


@pytest.mark.parametrize("figure", FIGURES)
def test_a_motion_is_what_the_body_does(app: ASGIApp, figure: str) -> None:
    answer = ask(app, f"{WAGS}?figure={figure}")

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    told = json.loads(answer.text)
    assert told == json.loads(json.dumps(motion_json(shipped_library(), "knee-wags", figure)))
    assert (told["movement"], told["figure"], len(told["joints"])) == ("knee-wags", figure, 24)
    assert {clip["side"] for clip in told["clips"]} == {"left", "right"}


def test_every_figure_of_the_library_can_be_chosen_on_the_pages() -> None:
    assert sorted(FIGURES) == sorted(shipped_library().figures)


def test_a_kept_copy_is_asked_about_and_sent_only_once(app: ASGIApp) -> None:
    first = ask(app, WAGS)
    again = ask(app, WAGS, if_none_match=first.headers["etag"])
    other = ask(app, f"{WAGS}?figure=man", if_none_match=first.headers["etag"])

    assert first.headers["cache-control"] == "private, no-cache"
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status == 200


def test_a_motion_is_worked_out_once_and_never_on_the_loop(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []

    def noted(_library: Library, movement: str, figure: str) -> dict[str, Any]:
        threads.append(threading.current_thread().name)
        return {"movement": movement, "figure": figure}

    monkeypatch.setattr(motions, "motion_json", noted)

    answers = {ask(app, WAGS).text for _ in range(3)}

    assert answers == {'{"movement":"knee-wags","figure":"woman"}'}
    assert len(threads) == 1
    assert threads[0] != threading.main_thread().name


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/motions/moon-walk.json", "There is no movement moon-walk."),
        (f"{WAGS}?figure=child", "There is no figure child. There are woman and man."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(app: ASGIApp, path: str, sentence: str) -> None:
    answer = ask(app, path)

    assert (answer.status, answer.text) == (404, sentence)


def test_another_site_reads_nothing(app: ASGIApp) -> None:
    assert ask(app, WAGS, host="evil.example").status == 421
    assert ask(app, WAGS).headers["cross-origin-resource-policy"] == "same-origin"
