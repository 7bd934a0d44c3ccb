"""What the page knows of the camera: where it is to stand, and what comes once it is wanted."""

from __future__ import annotations

import json
import re

import pytest

from supine.library import shipped_library
from supine.web.camera_place import camera_place
from tests.web.cast import Alice, text_of

MOVEMENTS = shipped_library().movements


def place(*names: str) -> str | None:
    return camera_place(MOVEMENTS[name] for name in names)


def test_the_camera_stands_where_most_of_a_routine_can_be_seen() -> None:
    assert place("knee-wags", "lying-psoas-march") == "foot-end-three-quarter"
    assert place("prone-press-up", "side-plank", "knee-wags") == "side"


def test_where_both_places_serve_it_is_the_one_that_tells_left_from_right() -> None:
    assert place("glute-bridge", "curl-up") == "foot-end-three-quarter"


def test_what_cannot_be_seen_decides_nothing_and_alone_needs_no_camera() -> None:
    assert place("lying-adductor-squeeze", "knee-wags") == "foot-end-three-quarter"
    assert place("lying-adductor-squeeze", "pelvic-tilt") is None


def test_the_player_has_the_button_and_none_of_the_rest(alice: Alice) -> None:
    page = alice.is_ready(back="2", leg="3", reach="1").get("/play/three-minute/").content.decode()

    assert 'data-parts="/camera/foot-end-three-quarter/"' in page
    assert "camera-setup" not in page
    assert "Place the camera" not in page


@pytest.mark.parametrize("view", ["foot-end-three-quarter", "side"])
def test_the_helper_says_where_to_put_the_camera_and_what_is_kept(alice: Alice, view: str) -> None:
    alice.is_ready(back="2", leg="3", reach="1")

    answer = alice.get(f"/camera/{view}/")

    words = text_of(answer)
    assert ("beyond your feet" in words) == (view != "side")
    assert "head and your feet are both in the picture" in words
    assert "The picture stays in this browser." in words
    page = answer.content.decode()
    assert re.search(r'data-model="/pose/lite\.task\?v=[0-9a-f]+"', page)


def test_every_sentence_of_the_helper_is_one_sentence(alice: Alice) -> None:
    alice.is_ready(back="2", leg="3", reach="1")
    page = alice.get("/camera/side/").content.decode()
    held = re.search(r'id="camera-words" type="application/json">(.*?)</script>', page, re.DOTALL)

    assert held is not None
    sentences = json.loads(held[1])["placing"].values()
    assert all(re.fullmatch(r"[A-Z][^.!?]*\.", sentence) for sentence in sentences)


def test_a_view_that_no_camera_has_is_not_found(alice: Alice) -> None:
    alice.is_ready(back="2", leg="3", reach="1")

    assert alice.get("/camera/ceiling/").status_code == 404
