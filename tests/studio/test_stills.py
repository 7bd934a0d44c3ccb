"""The pictures of the key poses: that they show what the cards say today."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from studio.stills import REMEDY, fingerprint, is_stale, key_poses
from supine.library import shipped_library
from tests.solved import clips_of

LIBRARY = shipped_library()


@cache
def poses(movement: str) -> list[str]:
    return list(key_poses(LIBRARY.movements[movement], clips_of(movement, "woman")))


@pytest.mark.parametrize("movement", LIBRARY.movements)
def test_the_pictures_show_what_the_card_says(movement: str) -> None:
    remedy = f"{movement} moves otherwise than its pictures show. Draw them again: {REMEDY}"
    solved = {figure: clips_of(movement, figure) for figure in LIBRARY.figures}
    assert not is_stale(LIBRARY, movement, solved), remedy


@pytest.mark.parametrize("movement", LIBRARY.movements)
def test_every_key_pose_has_a_picture_of_both_people(movement: str) -> None:
    stills = LIBRARY.movements[movement].stills
    assert stills is not None
    assert {figure: list(keys) for figure, keys in stills.card.pictures.items()} == {
        figure: poses(movement) for figure in LIBRARY.figures
    }


def test_a_movement_with_sides_has_one_start_and_an_end_for_each_side() -> None:
    assert poses("knee-wags") == ["start", "over-left", "over-right"]


def test_a_movement_without_sides_has_a_start_and_the_end_of_each_step_that_leads_away() -> None:
    assert poses("spinal-flexion-drill") == ["start", "reach"]


def test_another_pose_gives_another_fingerprint() -> None:
    before = fingerprint(LIBRARY, "knee-wags")
    wags = LIBRARY.movements["knee-wags"]
    first = wags.card.rep[0]
    pose = first.to.model_copy(update={"knees_roll": 30.0})  # type: ignore[union-attr]
    rep = (first.model_copy(update={"to": pose}), *wags.card.rep[1:])
    card = wags.card.model_copy(update={"rep": rep})
    movements = {**LIBRARY.movements, "knee-wags": replace(wags, card=card)}
    other = replace(LIBRARY, movements=movements)
    assert fingerprint(other, "knee-wags") != before
    assert fingerprint(LIBRARY, "knee-wags") == before
