"""A recording becomes a count: how many, of which side, when, and how far."""

from __future__ import annotations

import csv
import json
from itertools import pairwise

import numpy as np
import pytest

from supine.footage import ANY, Recording, coaching, count_recording, read_recording
from supine.footage.counting import UnknownMovementError
from supine.library import shipped_library
from tests.footage.coaches import EverySecond
from tests.house.tree import ROOT

RECORDED = (ROOT / "../shared/data/floor").resolve()
RENDERED = ROOT / "tests/recordings"


def recording(seconds: float, nobody: float = 0.0) -> Recording:
    """Give a recording in which the first share of the frames, `nobody`, is empty."""
    frames = round(seconds * 10) + 1
    landmarks = np.full((frames, 33, 4), 0.5)
    landmarks[: round(frames * nobody)] = np.nan
    return Recording(landmarks, None, np.arange(frames) / 10, 10.0, (300, 200))


def test_the_count_says_how_many_of_which_side_when_and_how_far() -> None:
    count = count_recording(recording(3.2), "knee-wags", EverySecond)

    assert count.as_json() == {
        "movement": "knee-wags",
        "total": 3,
        "by_side": {"left": 1, "right": 2},
        "reps": [
            {"at": 1.0, "side": "right", "seconds": 0.75, "range": 0.75},
            {"at": 2.0, "side": "left", "seconds": 0.75, "range": 1.0},
            {"at": 3.0, "side": "right", "seconds": 0.75, "range": 1.0},
        ],
        "seen": 0.9,
        "notes": ["view"],
    }


@pytest.mark.parametrize(
    ("nobody", "notes"),
    [(0.0, ("view",)), (0.4, ("view",)), (0.6, ("mostly-nobody", "view")), (1.0, ("nobody",))],
)
def test_it_is_noted_where_nobody_was_there(nobody: float, notes: tuple[str, ...]) -> None:
    assert count_recording(recording(3.2, nobody), "knee-wags", EverySecond).notes == notes


def test_the_coach_is_told_the_shape_of_the_picture() -> None:
    coaches: list[EverySecond] = []

    def making(aspect: float) -> EverySecond:
        coaches.append(EverySecond(aspect))
        return coaches[-1]

    count_recording(recording(1.0), "knee-wags", making)

    assert [coach.aspect for coach in coaches] == [1.5]


def test_an_unknown_movement_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownMovementError, match="Did you mean knee-wags"):
        coaching(shipped_library(), "knee-wag")


def test_a_movement_that_cannot_be_seen_counts_nothing_and_says_so() -> None:
    coach_for = coaching(shipped_library(), "lying-adductor-squeeze")

    count = count_recording(recording(3.2), "lying-adductor-squeeze", coach_for)

    assert (len(count.reps), count.notes) == (0, ("timed",))


@pytest.mark.parametrize("movement", ["glute-bridge", ANY])
def test_a_recording_with_nobody_in_it_counts_nothing(movement: str) -> None:
    count = count_recording(
        recording(5.0, nobody=1.0), movement, coaching(shipped_library(), movement)
    )

    assert (len(count.reps), count.seen, count.notes) == (0, 0.0, ("nobody",))


@pytest.mark.skipif(not RECORDED.is_dir(), reason="recordings of people are not beside the project")
def test_bridges_of_real_people_are_counted() -> None:
    with (RECORDED / "truth.csv").open(encoding="utf-8") as file:
        truth = {row["recording"]: int(row["reps"]) for row in csv.DictReader(file)}
    coach_for = coaching(shipped_library(), "glute-bridge")
    bridges = [name for name in truth if "bridg" in name]

    off = [
        len(
            count_recording(
                read_recording(RECORDED / f"{name}.npz"), "glute-bridge", coach_for
            ).reps
        )
        - truth[name]
        for name in bridges
    ]

    assert len(off) >= 4
    assert max(map(abs, off)) <= 1


@pytest.mark.skipif(not RENDERED.is_dir(), reason="the rendered recordings are not made yet")
def test_a_rendered_person_is_counted_as_filmed() -> None:
    truth = json.loads((RENDERED / "truth.json").read_text(encoding="utf-8"))
    filmed = next(one for one in truth if one["movement"] == "glute-bridge" and one["reps"])
    coach_for = coaching(shipped_library(), "glute-bridge")

    count = count_recording(read_recording(RENDERED / filmed["file"]), "glute-bridge", coach_for)

    assert abs(len(count.reps) - len(filmed["reps"])) <= 1


@pytest.mark.skipif(not RENDERED.is_dir(), reason="the rendered recordings are not made yet")
@pytest.mark.parametrize("movement", ["glute-bridge", ANY])
def test_a_set_can_be_gone_through_again(movement: str) -> None:
    kept = read_recording(RENDERED / "glute-bridge-1.npz")
    coach = coaching(shipped_library(), movement)(kept.aspect)
    for frame in kept.frames:
        coach.see(frame)
    reps = coach.tally().reps

    phases = list(coach.followed(kept.frames))

    known = [phase for phase in phases if phase is not None]
    assert len(phases) == len(kept.frames)
    assert len(known) > len(phases) / 2
    assert min(known) >= 0
    # Out and back again, as often as was counted.
    assert sum(a < 0.4 <= b for a, b in pairwise(known)) >= len(reps) > 0
