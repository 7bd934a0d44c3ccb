"""The recordings of our own person: what was done, and what a pose model saw of it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest

from studio.film_places import VIEWS, place_for
from studio.film_script import Script, alive, from_degrees, product, turned
from studio.film_takes import Take, script, takes
from supine.body import motion
from supine.footage import Recording, read_recording
from supine.library import Sides, shipped_library
from tests.house.tree import ROOT

FOLDER = ROOT / "tests/recordings"
MOST_BYTES = 8_000_000
LANDMARKS = 33
# An attempt of less is none: see `partial`.
LEAST_REACH = 0.4


@cache
def truths() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
    return told


@cache
def recording_of(file: str) -> Recording:
    return read_recording(FOLDER / file)


def take_of(name: str) -> Take:
    return next(take for take in takes() if take.name == name)


def test_every_recording_has_its_truth_and_every_truth_its_recording() -> None:
    told = [entry["file"] for entry in truths()]

    assert sorted(told) == sorted(path.name for path in FOLDER.glob("*.npz"))
    assert len(set(told)) == len(told)


def test_the_recordings_are_those_that_are_made_on_demand() -> None:
    known = {f"{take.name}.npz": take for take in takes()}

    for entry in truths():
        take = known[entry["file"]]
        assert (entry["kind"], entry["figure"], entry["view"], entry["hold_out"]) == (
            take.kind,
            take.figure,
            take.view,
            take.hold_out,
        )


def test_the_recordings_are_light_enough_to_be_kept() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES


def test_a_recording_is_as_long_as_its_truth_says_and_its_reps_lie_within_it() -> None:
    for entry in truths():
        recording = recording_of(entry["file"])
        begins = [rep["begins_at"] for rep in entry["reps"]]
        ends = [rep["ends_at"] for rep in entry["reps"]]

        assert recording.fps == entry["fps"]
        assert len(recording.frames) == round(entry["seconds"] * entry["fps"])
        assert all(begin < end for begin, end in zip(begins, ends, strict=True)), entry["file"]
        assert all(end <= begin for end, begin in zip(ends, begins[1:], strict=False))
        assert begins == [] or (begins[0] >= 3 and ends[-1] <= entry["seconds"] - 2)


def test_only_whole_repetitions_are_listed_and_only_of_movements_that_were_done() -> None:
    library = shipped_library()

    for entry in truths():
        if entry["kind"] != "reps":
            assert (entry["movement"], entry["reps"]) == (None, [])
            continue
        sided = library.movements[entry["movement"]].card.sides is not Sides.NONE
        assert entry["reps"] != []
        assert all(LEAST_REACH <= rep["reach"] <= 1 for rep in entry["reps"])
        assert all((rep["side"] in ("left", "right")) == sided for rep in entry["reps"])


def test_somebody_is_found_nearly_all_the_time() -> None:
    found, asked = 0, 0
    for entry in truths():
        frames = recording_of(entry["file"]).frames
        bodies = [frame.landmarks for frame in frames if frame.landmarks is not None]
        found, asked = found + len(bodies), asked + len(frames)

        # Who stands up leaves the picture for a while.
        least = 0.6 if entry["kind"] == "getting-up" else 0.9
        assert len(bodies) >= least * len(frames), entry["file"]
        assert all(landmarks.shape == (LANDMARKS, 4) for landmarks in bodies)
    assert found >= 0.95 * asked


def test_both_bodies_and_every_kind_are_in_both_halves() -> None:
    halves = {
        held: {(entry["kind"], entry["figure"]) for entry in truths() if entry["hold_out"] is held}
        for held in (False, True)
    }
    kinds = {entry["kind"] for entry in truths()}

    for seen in halves.values():
        assert {kind for kind, _ in seen} == kinds
        assert {("reps", "woman"), ("reps", "man")} <= seen


@pytest.mark.parametrize("name", ["knee-wags-1", "glute-bridge-1"])
def test_a_script_begins_and_ends_at_rest_and_is_the_same_each_time(name: str) -> None:
    take = take_of(name)
    played, again = script(take), script(take)
    roots, rotations, moving = played.poses(take.fps)

    assert played.reps == again.reps
    assert np.array_equal(rotations, again.poses(take.fps)[1])
    assert not moving[-int(1.5 * take.fps) :].any()
    before = [at for at, moves in enumerate(moving) if moves and at > 2 * take.fps]
    assert min(before) / take.fps == pytest.approx(played.reps[0].begins_at, abs=1 / take.fps)
    assert np.allclose(roots[0], roots[-1], atol=0.01)


def test_a_partial_attempt_goes_less_than_a_quarter_of_the_way_and_counts_as_nothing() -> None:
    take = take_of("partial-knee-wags-1")
    played = script(take)
    whole = script(take_of("knee-wags-1"))

    assert played.reps == []
    assert _travel(played) < 0.3 * _travel(whole)


def test_somebody_alive_sways_less_than_they_move() -> None:
    still = script(take_of("still-knee-wags-1"))
    roots, rotations, moving = still.poses(10)
    swayed_roots, swayed, breath = alive((roots, rotations, moving), 10, np.random.default_rng(1))
    cosines = np.abs(np.sum(swayed * rotations, axis=-1)).clip(0, 1)

    assert 0 < np.abs(swayed_roots - roots).max() < 0.02
    assert 0.2 < np.degrees(2 * np.arccos(cosines)).max() < 5
    assert 0 <= breath.min() < 0.05
    assert 0.95 < breath.max() <= 1


def test_a_hesitation_lengthens_a_step_and_loses_nothing_of_it() -> None:
    library = shipped_library()
    movement = library.movements["glute-bridge"]
    position = library.positions[movement.card.position]
    clip = motion(movement, position, library.figures["man"], None, 1.0)
    seconds = {step.name: 2.0 for step in movement.card.rep}
    smooth, halting = (Script(clip.pose(None, 0.0)) for _ in range(2))
    smooth.repeat(clip, seconds)
    halting.repeat(clip, seconds, movement.card.rep[0].name)

    assert halting.seconds > smooth.seconds
    assert halting.reps[0].ends_at == halting.seconds
    assert np.allclose(halting.poses(30)[0].max(axis=0), smooth.poses(30)[0].max(axis=0), atol=2e-3)


@pytest.mark.parametrize("view", VIEWS)
def test_a_camera_has_the_whole_body_in_the_middle_of_its_picture(view: str) -> None:
    body = np.random.default_rng(3).uniform((-0.9, 0, -0.3), (0.8, 0.5, 0.3), (40, 3))
    yaw, pitch = VIEWS[view]
    place = place_for(body, yaw, pitch, 50.0, 1.2)
    seen = place.seen(body)

    assert seen.min() > 0.04
    assert seen.max() < 0.96
    assert np.allclose((seen.min(axis=0) + seen.max(axis=0)) / 2, 0.5, atol=0.02)
    # Up in the world is up in the picture.
    x, y, z = place.at
    up = place.seen(np.array([(x, y, z), (x, y + 0.1, z)]))
    assert up[1, 1] < up[0, 1]


def test_a_joint_that_is_turned_and_turned_back_is_where_it_was() -> None:
    start = (np.zeros(3), np.tile([0.0, 0.0, 0.0, 1.0], (24, 1)))
    there = turned(start, {"head": (10.0, 20.0, -5.0)})
    back = product(there[1], from_degrees(np.zeros((24, 3))))

    assert np.allclose(there[1], back)
    assert not np.allclose(there[1], start[1])


def _travel(played: Script) -> float:
    """Give how far the thighs turn from how they lie, in degrees, after everything is still."""
    rotations = played.poses(12)[1][24:]
    cosines = np.abs(np.sum(rotations * rotations[0], axis=-1)).clip(0, 1)
    return float(np.degrees(2 * np.arccos(cosines)).max())
