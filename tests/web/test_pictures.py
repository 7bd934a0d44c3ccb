"""Which picture stands for a movement in a list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from supine.library import Movement, Stills, shipped_library
from supine.library.stills import StillsCard
from supine.web.pictures import key_picture, pictures_of


def drawn(movement: str, *keys: str) -> Movement:
    """Give a movement with pictures of these poses, in two sizes, of the woman."""
    card = StillsCard(hash="0" * 16, widths=(800, 320), pictures={"woman": keys})
    stills = Stills(card, Path("stills"))
    return replace(shipped_library().movements[movement], stills=stills)


@pytest.mark.parametrize(
    ("movement", "keys", "shown"),
    [
        ("knee-wags", ("start", "over-left", "over-right"), "over-left"),
        ("single-knee-to-chest", ("start", "lift-left", "draw-left"), "draw-left"),
        ("lying-adductor-squeeze", ("start", "squeeze"), "squeeze"),
        ("rest-90-90-breathing", ("start",), "start"),
        ("knee-wags", ("start",), "start"),
    ],
)
def test_the_pose_that_tells_most_is_shown(
    movement: str, keys: tuple[str, ...], shown: str
) -> None:
    picture = key_picture(drawn(movement, *keys), "woman")

    assert picture is not None
    assert picture.address == f"/stills/{movement}/woman-{shown}-320.webp?v={'0' * 16}"
    assert [size.split()[1] for size in picture.sizes.split(", ")] == ["320w", "800w"]


def test_a_movement_that_is_not_drawn_yet_has_no_picture() -> None:
    bare = replace(shipped_library().movements["knee-wags"], stills=None)

    assert key_picture(bare, "woman") is None
    assert pictures_of(bare, "woman") == []
    assert key_picture(drawn("knee-wags", "start"), "man") is None
