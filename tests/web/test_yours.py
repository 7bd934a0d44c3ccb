"""Routines that follow the programme: offered on the start page, taken on, and started there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from supine.diary.models import Person, PlanState
from supine.library import shipped_library
from tests.web.cast import Alice, text_of

HIPS = "hip-mobility-4"


@pytest.fixture
def full(three_green_days: Alice, person: Person) -> Alice:
    """Give somebody who has reached ten of everything, after three green days, and answered."""
    three_green_days.get("/")

    def tens(plan: dict[str, Any]) -> None:
        for standing in plan["standings"].values():
            standing["dose"]["reps"] = 10

    change(person, tens)
    return three_green_days


def change(person: Person, what: Callable[[dict[str, Any]], None]) -> None:
    """Change the plan as it is stored for the days before today."""
    state = PlanState.objects.get(person=person)
    assert state.plan is not None
    what(state.plan)
    state.save()


def took_on_hips(person: Person) -> None:
    since = timezone.localdate() - timedelta(days=1)
    followed = {HIPS: {"since": since.isoformat(), "sessions": 0}}
    change(person, lambda plan: plan.update(followed=followed))


def test_it_is_offered_with_its_name_its_aim_and_its_reasons(full: Alice) -> None:
    page = full.get("/")

    words, hips = text_of(page), shipped_library().routines[HIPS]
    assert "You can try another routine" in words
    assert hips.name in words
    assert hips.words.aim in words
    assert "You have reached the full number in every exercise." in words
    assert f'href="/routines/{HIPS}/"' in page.content.decode()
    assert "Also yours" not in words


def test_an_answer_is_kept_with_its_reasons(full: Alice, person: Person) -> None:
    answer = full.post("/offers/", offer=f"routine:{HIPS}", answer="take")

    assert answer["Location"] == "/"
    kept = person.offer_answers.get()
    assert (kept.kind, kept.taken, kept.moves) == ("routine", True, [])
    assert "routine-leg-calm" in kept.because


def test_what_was_taken_on_is_started_from_the_start_page(full: Alice, person: Person) -> None:
    took_on_hips(person)

    page = full.get("/")

    assert "Also yours" in text_of(page)
    assert f'href="/play/{HIPS}/"' in page.content.decode()
    assert "You can try another routine" not in text_of(page)
    assert full.get(f"/play/{HIPS}/").status_code == 200


def test_the_questions_come_first_where_they_are_not_answered(full: Alice, person: Person) -> None:
    took_on_hips(person)
    person.screenings.filter(kind="daily").delete()

    assert f'href="/before/{HIPS}/"' in full.get("/").content.decode()


def test_on_a_red_day_there_is_nothing_to_start(full: Alice, person: Person) -> None:
    took_on_hips(person)
    full.answers_today()
    full.gives_scores(back="8", leg="2", reach="1")

    assert "Also yours" not in text_of(full.get("/"))


def test_a_flag_that_comes_later_says_why_it_is_not_for_now(full: Alice, person: Person) -> None:
    took_on_hips(person)
    change(person, lambda plan: plan["flags"]["set_by"].update(recent_surgery=["A1"]))

    page = full.get("/")

    assert "An answer of yours speaks against this routine for now." in text_of(page)
    assert f'href="/play/{HIPS}/"' not in page.content.decode()


def test_a_routine_that_is_no_longer_there_is_passed_over(full: Alice, person: Person) -> None:
    gone = {"gone": {"since": timezone.localdate().isoformat(), "sessions": 2}}
    change(person, lambda plan: plan.update(followed=gone))

    assert full.get("/").status_code == 200
