"""Goals in own words, and how it is as a whole: asked when it is time, and never pressed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from supine.diary.goals import goals_of, wellbeing_of
from supine.diary.models import Goal, GoalScore, Person, Wellbeing
from supine.web.asking import GoalStory, due_on
from tests.web.cast import Alice, text_of

BEGAN = date(2026, 2, 2)


@pytest.fixture(autouse=True)
def _answered(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="none")


def test_a_goal_is_kept_in_the_persons_own_words(alice: Alice, person: Person) -> None:
    alice.post("/goals/add/", text="  Sit through a <film>  ")

    assert [goal.text for goal in goals_of(person)] == ["Sit through a <film>"]
    assert "Sit through a &lt;film&gt;" in alice.get("/goals/").content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_a_goal_without_words_or_with_too_many_is_asked_for_again(
    alice: Alice, person: Person, text: str
) -> None:
    answer = alice.post("/goals/add/", text=text)

    assert answer.status_code == 400
    assert "up to 200 letters" in text_of(answer)
    assert goals_of(person) == []


def test_three_goals_are_enough(alice: Alice, person: Person) -> None:
    for name in ("one", "two", "three", "four"):
        alice.post("/goals/add/", text=name)

    assert [goal.text for goal in goals_of(person)] == ["one", "two", "three"]
    assert "Another thing" not in text_of(alice.get("/goals/"))


def test_each_goal_gets_its_own_number_and_a_skipped_one_none(alice: Alice, person: Person) -> None:
    alice.post("/goals/add/", text="one")
    alice.post("/goals/add/", text="two")
    one, two = goals_of(person)

    alice.post("/goals/", **{f"goal_{one.pk}": "0", f"goal_{two.pk}": ""})

    assert [(score.goal, score.score) for score in GoalScore.objects.all()] == [(one, 0)]


def test_a_goal_put_away_is_kept_with_its_numbers(alice: Alice, person: Person) -> None:
    alice.post("/goals/add/", text="one")
    (goal,) = goals_of(person)
    alice.post("/goals/", **{f"goal_{goal.pk}": "4"})

    alice.post(f"/goals/{goal.pk}/retire/")

    assert goals_of(person) == []
    assert GoalScore.objects.get().goal == goal


def test_the_goal_of_somebody_else_is_not_there(alice: Alice) -> None:
    other = Person.objects.create()
    goal = Goal.objects.create(person=other, text="one", added_at=timezone.now())

    assert alice.post(f"/goals/{goal.pk}/retire/").status_code == 404


def test_per_cent_of_normal_is_stored_and_leaving_it_out_stores_nothing(
    alice: Alice, person: Person
) -> None:
    alice.post("/wellbeing/", percent_normal="")
    alice.post("/wellbeing/", percent_normal="0")

    assert [(each.percent_normal, each.change) for each in wellbeing_of(person)] == [(0, None)]


@pytest.mark.parametrize("percent", ["101", "-1", "some"])
def test_what_is_no_per_cent_is_asked_for_again(alice: Alice, percent: str) -> None:
    answer = alice.post("/wellbeing/", percent_normal=percent)

    assert answer.status_code == 400
    assert "whole number from 0 to 100" in text_of(answer)


def test_the_change_is_not_asked_for_on_the_first_day(alice: Alice) -> None:
    assert "how has it changed?" not in text_of(alice.get("/wellbeing/"))


@pytest.mark.parametrize(
    ("days", "changed_after", "is_due"),
    [(13, None, False), (14, None, True), (41, 14, False), (42, 14, True), (84, 42, True)],
)
def test_the_change_is_due_after_two_six_and_twelve_weeks(
    days: int, changed_after: int | None, *, is_due: bool
) -> None:
    said = [] if changed_after is None else [answer(changed_after, change=1)]

    assert due_on(BEGAN + timedelta(days=days), BEGAN, [], said).change is is_due


@pytest.mark.parametrize(("days", "is_due"), [(6, False), (7, True)])
def test_per_cent_of_normal_is_due_every_week(days: int, *, is_due: bool) -> None:
    due = due_on(BEGAN + timedelta(days=days), BEGAN, [], [answer(0, percent_normal=60)])

    assert due.percent is is_due


@pytest.mark.parametrize(("days", "is_due"), [(13, False), (14, True)])
def test_goals_are_due_every_two_weeks(days: int, *, is_due: bool) -> None:
    score = GoalScore(score=4, scored_at=noon(0))

    due = due_on(BEGAN + timedelta(days=days), BEGAN, [GoalStory(Goal(), score, score)], [])

    assert due.goals is is_due


def test_a_goal_without_a_number_is_due_at_once() -> None:
    assert due_on(BEGAN, BEGAN, [GoalStory(Goal(), None, None)], []).goals


def answer(days: int, **values: int) -> Wellbeing:
    return Wellbeing(answered_at=noon(days), **values)


def noon(days: int) -> datetime:
    return datetime(2026, 2, 2, 12, tzinfo=UTC) + timedelta(days=days)
