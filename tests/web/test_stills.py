"""The pictures of the movements, as files."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from starlette.types import ASGIApp

from supine.library import Movement, shipped_library
from supine.library.stills import read_stills
from supine.web.asgi import build_application
from supine.web.figures import stills_of
from tests.web.asgi_call import ask
from tests.web.cast import Alice
from tests.web.pictures import HASH, KEYS, PICTURE, lay_out

ONE = "/stills/knee-wags/woman-over-left-320.webp"


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the knee wags their pictures, and the other movements none."""
    lay_out(tmp_path / "knee-wags")
    stills, _ = read_stills(tmp_path / "knee-wags")
    movements = cast("MutableMapping[str, Movement]", shipped_library().movements)
    for name, movement in list(movements.items()):
        found = stills if name == "knee-wags" else None
        monkeypatch.setitem(movements, name, replace(movement, stills=found))


@pytest.fixture
def app(drawn: None) -> ASGIApp:  # noqa: ARG001 - the pictures that it serves
    return build_application()


def test_a_picture_asked_for_with_its_hash_is_kept_for_good(app: ASGIApp) -> None:
    answer = ask(app, f"{ONE}?v={HASH}")

    assert (answer.status, answer.body) == (200, PICTURE)
    assert answer.headers["content-type"] == "image/webp"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("query", ["", "?v=old"])
def test_a_picture_asked_for_otherwise_is_given_but_not_kept(app: ASGIApp, query: str) -> None:
    answer = ask(app, ONE + query)

    assert answer.status == 200
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/stills/knee-wags/stills.json",
        "/stills/knee-wags/woman-back-320.webp",
        "/stills/knee-wags/woman-over-left-640.webp",
        "/stills/knee-wags/..%2f..%2fcard.yaml",
        "/stills/lying-psoas-march/woman-start-320.webp",
        "/stills/moon-walk/woman-start-320.webp",
    ],
)
def test_nothing_but_a_listed_picture_is_served(app: ASGIApp, path: str) -> None:
    assert ask(app, path).status == 404


@pytest.mark.usefixtures("drawn")
def test_a_page_is_told_which_pictures_there_are() -> None:
    assert stills_of(["knee-wags", "lying-psoas-march"]) == {
        "knee-wags": {
            "version": HASH,
            "widths": [320, 800],
            "pictures": {"woman": list(KEYS), "man": list(KEYS)},
        }
    }


@pytest.mark.usefixtures("drawn")
def test_the_player_hears_of_the_pictures_of_its_movements(alice: Alice) -> None:
    alice.is_ready(back="2")

    assert list(alice.plays()["stills"]) == ["knee-wags"]


@pytest.mark.usefixtures("drawn")
def test_without_scripts_a_movement_is_shown_in_pictures(alice: Alice) -> None:
    page = alice.arrives().get("/movements/knee-wags/").content.decode()

    assert f'src="{ONE}?v={HASH}"' in page
    assert f'src="/stills/knee-wags/woman-start-320.webp?v={HASH}"' in page
