"""What the page is given once a camera watches: its row, its sentences, and their sounds."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from starlette.types import ASGIApp

from supine.coach.events import Unseen
from supine.library import shipped_library
from supine.voice import ClipStore
from supine.web import phrases
from supine.web.asgi import build_application
from supine.web.phrases import key_of, sentences, with_clips
from tests.web.asgi_call import ask
from tests.web.cast import Alice

KNOWN = "And rest."
UNKNOWN = "Nobody has said this."


@pytest.fixture
def app() -> ASGIApp:
    return build_application()


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the coach say one sentence that the voice knows, and one that it does not."""
    monkeypatch.setattr(phrases, "sentences", lambda _library: (KNOWN, UNKNOWN))


def told(row: str, name: str) -> dict[str, Any]:
    script = rf'<script id="{name}" type="application/json">(.*?)</script>'
    found = re.search(script, row, re.DOTALL)
    assert found is not None
    words: dict[str, Any] = json.loads(found[1])
    return words


def test_the_row_comes_with_a_sentence_for_everything_that_cannot_be_seen(alice: Alice) -> None:
    alice.is_ready(back="2", leg="3", reach="1")

    row = alice.get("/witness/").content.decode()

    assert {why.value for why in Unseen} == set(told(row, "witness-sentences")["unseen"])
    assert told(row, "witness-lines")["timed"] == "This one goes by time."


@pytest.mark.django_db
def test_the_row_is_given_in_the_middle_of_a_session_whatever_is_due(client: Client) -> None:
    assert client.get("/witness/").status_code == 200


def test_every_sentence_is_short_enough_for_a_gap_of_the_voice_and_said_once() -> None:
    all_of_them = sentences(shipped_library())

    assert len(set(all_of_them)) == len(all_of_them)
    assert max(map(len, all_of_them)) <= 60


@pytest.mark.usefixtures("spoken")
def test_only_what_the_voice_knows_has_a_sound() -> None:
    found = with_clips(shipped_library())

    seconds = ClipStore.shipped().seconds(KNOWN)
    assert found == {KNOWN: {"url": f"/phrases/{key_of(KNOWN)}", "seconds": seconds}}


@pytest.mark.usefixtures("spoken")
def test_a_sentence_is_a_sound_of_its_own(app: ASGIApp) -> None:
    answer = ask(app, f"/phrases/{key_of(KNOWN)}.webm?voice=70")

    assert answer.status == 200
    assert answer.headers["content-type"] == "audio/webm"
    assert answer.body.startswith(b"\x1a\x45\xdf\xa3")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("text", [UNKNOWN, "Anything else."])
def test_what_has_no_clip_has_no_sound(app: ASGIApp, text: str) -> None:
    assert ask(app, f"/phrases/{key_of(text)}.webm").status == 404


@pytest.mark.usefixtures("spoken")
def test_a_sound_is_of_a_kind_that_browsers_play(app: ASGIApp) -> None:
    assert ask(app, f"/phrases/{key_of(KNOWN)}.wav").status == 404
    assert ask(app, f"/phrases/{key_of(KNOWN)}.mp4?voice=loud").status == 400
