"""The coach, before simulated people: other bodies, other cameras, and what is no repetition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from supine.coach import CannotSee, Coach, Event, Frame, Left, Rep, Seen, Settled, Tally, Unseen
from tests.coach.people import (
    Camera,
    Film,
    Person,
    Take,
    a_set,
    getting_up,
    pattern,
    settling_in,
    still,
)

MAIN = ("knee-wags", "lying-psoas-march", "glute-bridge")


@cache
def the_set(movement: str, seed: int = 11) -> Take:
    return a_set(movement, seed)


def watched(
    take: Take, movement: str | None = None, *, begins_at_rest: bool = True
) -> tuple[Tally, list[Event]]:
    coach = Coach(pattern(movement or take.movement), take.aspect, begins_at_rest)
    events = [event for frame in take.frames for event in coach.see(frame)]
    return coach.tally(), events


def sides(reps: Iterable[object]) -> list[str | None]:
    return [getattr(rep, "side", None) for rep in reps]


@pytest.mark.parametrize("movement", MAIN)
def test_every_repetition_is_counted_on_its_side_close_to_its_end(movement: str) -> None:
    take = the_set(movement)
    tally, events = watched(take)
    assert sides(tally.reps) == sides(take.reps)
    late = [seen.at_seconds - rep.ends_at for seen, rep in zip(tally.reps, take.reps, strict=True)]
    assert max(late) < 0.5
    assert sum(isinstance(event, Settled) for event in events) == 1
    assert tally.seen_share > 0.6
    assert sum(one.reps for one in tally.sides.values()) == tally.total


@pytest.mark.parametrize("movement", MAIN[:2])
def test_a_mirrored_picture_swaps_the_sides(movement: str) -> None:
    take = the_set(movement)
    pairs = [(one, one + 1) for one in range(11, 32, 2)]
    order = np.arange(33)
    for left, right in pairs:
        order[[left, right]] = right, left
    mirrored = []
    for frame in take.frames:
        landmarks = frame.landmarks
        if landmarks is not None:
            landmarks = landmarks[order].copy()
            landmarks[:, 0] = 1 - landmarks[:, 0]
        mirrored.append(Frame(frame.at_seconds, landmarks))
    swapped = {"left": "right", "right": "left"}
    tally, _ = watched(replace(take, frames=tuple(mirrored)))
    assert sides(tally.reps) == [swapped[str(rep.side)] for rep in take.reps]


@pytest.mark.parametrize(("share", "across"), [(0.7, 0.1), (1.1, -0.02)])
def test_where_and_how_large_the_person_is_in_the_picture_does_not_matter(
    share: float, across: float
) -> None:
    take = the_set("knee-wags")
    moved = []
    for frame in take.frames:
        landmarks = frame.landmarks
        if landmarks is not None:
            landmarks = landmarks.copy()
            landmarks[:, :2] = 0.5 + share * (landmarks[:, :2] - 0.5) + [across, 0.0]
        moved.append(Frame(frame.at_seconds, landmarks))
    tally, _ = watched(replace(take, frames=tuple(moved)))
    assert sides(tally.reps) == sides(take.reps)


@pytest.mark.parametrize("every", [2, 3])
def test_fewer_frames_count_the_same(every: int) -> None:
    film = Film(Person(5), "lying-psoas-march")
    film.begin("left", 2.0)
    for side in ("left", "right", "left"):
        film.rep(side, 0.8, 1.0)
    film.hold(1.0)
    take = film.take(Camera(43.0), 30.0, drops=0.0)
    tally, _ = watched(replace(take, frames=take.frames[::every]))
    assert sides(tally.reps) == ["left", "right", "left"]


def test_broken_frames_never_stop_it() -> None:
    take = the_set("knee-wags")
    broken = []
    for number, frame in enumerate(take.frames):
        landmarks = None if frame.landmarks is None else frame.landmarks.copy()
        if landmarks is not None and number % 7 == 3:
            landmarks[:] = np.nan
        if landmarks is not None and number % 11 == 5:
            landmarks[25, 0] = np.inf
        if landmarks is not None and number % 13 == 4:
            landmarks = landmarks[:5]
        broken.append(Frame(frame.at_seconds, landmarks))
    tally, _ = watched(replace(take, frames=tuple(broken)))
    assert abs(tally.total - len(take.reps)) <= 1


def test_frames_that_come_twice_or_late_are_left_out() -> None:
    take = the_set("glute-bridge")
    twice = tuple(frame for one in take.frames for frame in (one, one))
    assert watched(replace(take, frames=twice))[0].reps == watched(take)[0].reps


@pytest.mark.parametrize(("movement", "wobble"), [("knee-wags", 0.02), ("glute-bridge", 0.05)])
def test_somebody_who_lies_still_counts_zero(movement: str, wobble: float) -> None:
    assert watched(still(movement, 21, wobble))[0].total == 0


@pytest.mark.parametrize("movement", MAIN[:2])
def test_settling_in_and_getting_up_count_zero(movement: str) -> None:
    assert watched(settling_in(movement, 22))[0].total == 0
    tally, events = watched(getting_up(movement, 23))
    assert tally.total == 0
    assert any(isinstance(event, Left | CannotSee) for event in events)


@pytest.mark.parametrize("begins_at_rest", [True, False])
@pytest.mark.parametrize(
    ("done", "card"),
    [
        ("knee-wags", "glute-bridge"),
        ("lying-psoas-march", "knee-wags"),
        ("glute-bridge", "lying-psoas-march"),
    ],
)
def test_another_movement_counts_zero(done: str, card: str, *, begins_at_rest: bool) -> None:
    assert watched(the_set(done), card, begins_at_rest=begins_at_rest)[0].total == 0


def test_what_cannot_be_seen_is_timed_and_says_so() -> None:
    tally, events = watched(the_set("knee-wags"), "lying-adductor-squeeze")
    assert (tally.total, tally.notes, events) == (0, ("timed",), [])


def test_a_view_that_the_card_rules_out_is_not_counted_and_says_so() -> None:
    film = Film(Person(7), "knee-wags")
    film.begin("left", 8.0)
    film.rep("left", 0.8, 1.0)
    take = film.take(Camera(90.0, height=0.7), 25.0)
    tally, events = watched(take)
    assert (tally.total, tally.notes) == (0, ("view",))
    assert [event.why for event in events if isinstance(event, CannotSee)] == [Unseen.VIEW]


def test_nobody_is_said_once_and_that_somebody_is_seen_again() -> None:
    take = the_set("knee-wags")
    gone = tuple(
        Frame(frame.at_seconds, None) if 3.0 < frame.at_seconds < 9.0 else frame
        for frame in take.frames
    )
    _, events = watched(replace(take, frames=gone))
    said = [event for event in events if isinstance(event, CannotSee | Seen)]
    assert isinstance(said[0], CannotSee)
    assert said[0].why is Unseen.NOBODY
    assert any(isinstance(event, Left) for event in events)
    assert sum(isinstance(event, CannotSee) for event in said) <= 2


def test_hidden_knees_are_named() -> None:
    take = the_set("knee-wags")
    hidden = []
    for frame in take.frames:
        landmarks = None if frame.landmarks is None else frame.landmarks.copy()
        if landmarks is not None and frame.at_seconds > 4.0:
            landmarks[[25, 26], 1] = 1.4
        hidden.append(Frame(frame.at_seconds, landmarks))
    _, events = watched(replace(take, frames=tuple(hidden)))
    assert [event.why for event in events if isinstance(event, CannotSee)][:1] == [Unseen.KNEES]


@pytest.mark.parametrize("movement", MAIN[1:])
def test_a_recording_may_begin_with_the_first_repetition_and_end_in_the_last(movement: str) -> None:
    take = the_set(movement)
    begin = take.reps[0].begins_at
    last = take.reps[-1]
    end = last.ends_at - 0.15 * (last.ends_at - last.begins_at)
    cut = tuple(frame for frame in take.frames if begin <= frame.at_seconds <= end)
    tally, _ = watched(replace(take, frames=cut), begins_at_rest=False)
    assert sides(tally.reps) == sides(take.reps)


def test_a_repetitions_share_is_of_the_best_so_far() -> None:
    _, events = watched(the_set("lying-psoas-march"))
    best = 0.0
    for rep in (event for event in events if isinstance(event, Rep)):
        best = max(best, rep.reach)
        assert rep.range_share == pytest.approx(rep.reach / best)
