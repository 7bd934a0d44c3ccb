"""Simulated people live ninety days, and what must hold holds on every one of them."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supine.care import CheckedIn, Plan, Scores
from supine.library.care_cards import Doing
from tests.care.diaries import course
from tests.care.invariants import check
from tests.care.people import Kind, Person, calm_person, one_person

SEED = 1
# Somebody to whom a routine is offered, which is seldom.
CALM = 14


@pytest.mark.parametrize("number", range(42))
def test_every_invariant_holds_for_somebody_of_each_kind(number: int) -> None:
    check(one_person(number, SEED, course()))


def test_every_invariant_holds_for_somebody_who_goes_on_with_other_routines() -> None:
    person = calm_person(CALM, course())
    check(person)
    followed = person.moments[-1].today.now.followed

    assert any(one.sessions > 0 for one in followed.values())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(0, 10_000), seed=st.integers(0, 10_000), days=st.integers(1, 40))
def test_every_invariant_holds_for_anybody(number: int, seed: int, days: int) -> None:
    check(one_person(number, seed, course(), days))


def test_the_people_live_through_everything_that_is_checked() -> None:
    """Otherwise the invariants would hold for want of an occasion."""
    lives = [one_person(number, SEED, course()) for number in range(28)]
    lives.append(calm_person(CALM, course()))
    doing = Counter(moment.today.doing for life in lives for moment in life.moments)
    took = Counter(
        moment.took.split(":")[0] for life in lives for moment in life.moments if moment.took
    )
    plans = [life.moments[-1].today.now for life in lives]

    assert {life.kind for life in lives} == set(Kind)
    assert set(doing) == set(Doing)
    assert set(took) == {"step", "climb", "second-session", "bonus", "routine"}
    assert any(plan.followed for plan in plans)
    assert any(day.others for plan in plans for day in plan.days)
    assert any(plan.elsewhere for plan in plans)
    assert any(plan.flares for plan in plans)
    assert any(moment.locked for life in lives for moment in life.moments)


def test_a_seed_gives_the_same_life_twice() -> None:
    first, second = (one_person(4, SEED, course(), 30) for _ in range(2))

    assert first.events == second.events


def somebody_who_stepped_up() -> Person:
    for number in range(99):
        person = one_person(number, SEED, course(), 30)
        if any(one.took and one.took.startswith("step") for one in person.moments):
            return person
    raise AssertionError("nobody stepped up")


def test_the_invariants_would_notice_a_dose_that_rises_by_itself() -> None:
    person = somebody_who_stepped_up()
    moment = next(one for one in person.moments if one.took and one.took.startswith("step"))
    index = person.moments.index(moment)
    person.moments[index] = type(moment)(moment.today, moment.locked, None)

    with pytest.raises(AssertionError, match="rose by itself"):
        check(person)


def test_the_invariants_would_notice_evidence_that_is_not_there() -> None:
    person = somebody_who_stepped_up()
    person.events = [
        replace(event, scores=Scores(6, 6, 4)) if isinstance(event, CheckedIn) else event
        for event in person.events
    ]

    with pytest.raises(AssertionError):
        check(person, also_replayed=False)


def test_a_life_is_stored_in_a_few_kilobytes() -> None:
    plan = one_person(0, SEED, course()).moments[-1].today.closed

    assert Plan.from_json(plan.as_json()) == plan
    assert len(str(plan.as_json())) < 40_000
