"""The questions before a session, and where their answers lead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.models import F
from django.utils import timezone

from supine.diary.models import CheckIn, Person, Screening
from supine.diary.plan_state import forget_plan
from supine.diary.screening import exercise_lock
from tests.web.cast import Alice, text_of


@pytest.fixture(autouse=True)
def first_list(alice: Alice) -> None:
    alice.arrives()


def test_nine_signs_come_on_one_screen(alice: Alice) -> None:
    page = alice.get("/before/three-minute/").content.decode()

    assert page.count("<li>") == 9


def test_no_daily_sign_leads_to_the_scores(alice: Alice, person: Person) -> None:
    answer = alice.answers_today()

    assert answer["Location"] == "/before/three-minute/now/"
    assert person.screenings.filter(kind=Screening.Kind.DAILY, level="clear").count() == 1


@pytest.mark.parametrize("daily", ["some", "unsure"])
def test_any_other_daily_answer_closes_the_exercises(
    alice: Alice, person: Person, daily: str
) -> None:
    answer = alice.answers_today(daily)

    assert answer["Location"] == "/closed/"
    assert exercise_lock(person) is not None


def test_the_scores_come_only_after_the_daily_signs(alice: Alice) -> None:
    assert alice.get("/before/three-minute/now/")["Location"] == "/before/three-minute/"


def test_the_scores_are_stored_and_lead_to_the_session(alice: Alice, person: Person) -> None:
    alice.answers_today()

    answer = alice.gives_scores(back="0", leg="4", reach="3", strong_painkillers="no")

    stored = person.check_ins.get()
    assert (stored.back, stored.leg, stored.reach, stored.leg_side) == (0, 4, 3, "left")
    assert stored.strong_painkillers is False
    assert answer["Location"] == f"/play/three-minute/?check_in={stored.pk}"


@pytest.mark.parametrize("skipped", [{}, {"back": "", "leg": "", "reach": ""}])
def test_a_skipped_score_is_stored_as_missing_and_never_as_zero(
    alice: Alice, person: Person, skipped: dict[str, str]
) -> None:
    alice.answers_today()

    alice.gives_scores(**skipped)

    stored = person.check_ins.get()
    assert (stored.back, stored.leg, stored.reach) == (None, None, None)


def test_nothing_is_chosen_beforehand(alice: Alice) -> None:
    alice.answers_today()

    page = alice.get("/before/three-minute/now/").content.decode()

    assert 'name="back" value="0"' in page
    assert page.count(" checked") == 1
    assert 'value="left" checked' in page


def test_the_leg_can_be_changed_on_the_way(alice: Alice, person: Person) -> None:
    alice.answers_today()

    alice.gives_scores(back="1", leg="1", leg_side="both")

    person.refresh_from_db()
    assert person.leg_side == "both"
    assert person.check_ins.get().leg_side == "both"


def test_the_leg_can_be_taken_back(alice: Alice, person: Person) -> None:
    alice.answers_today()

    alice.gives_scores(back="1", leg_side="neither")

    person.refresh_from_db()
    assert person.leg_side == ""


@pytest.mark.parametrize("score", ["11", "-1", "2.5", "a"])
def test_a_score_off_the_scale_is_refused_and_stored_nowhere(
    alice: Alice, person: Person, score: str
) -> None:
    alice.answers_today()

    answer = alice.gives_scores(back=score)

    assert answer.status_code == 400
    assert "Please choose a number from 0 to 10, or skip." in text_of(answer)
    assert not person.check_ins.exists()


@pytest.mark.parametrize("scores", [{"back": "7"}, {"leg": "7"}, {"back": "10", "leg": "0"}])
def test_seven_or_more_is_a_day_to_settle(
    alice: Alice, person: Person, scores: dict[str, str]
) -> None:
    alice.answers_today()

    answer = alice.gives_scores(**scores)

    assert answer["Location"] == "/"
    page = alice.get("/")
    words = text_of(page)
    assert "Red today" in words
    assert "Today is a day to settle" in words
    assert "calves on a chair" in words
    assert "/play/settle/" in page.content.decode()
    assert "/play/three-minute/" not in page.content.decode()
    assert alice.get("/play/three-minute/")["Location"] == "/"
    assert exercise_lock(person) is None


def test_six_is_still_a_day_for_half_of_it(alice: Alice) -> None:
    alice.answers_today()

    answer = alice.gives_scores(back="6", leg="6", reach="2")

    assert answer["Location"] == "/"
    words = text_of(alice.get("/"))
    assert "Amber today" in words
    assert "Knee wags 5 each side Smallest range." in words
    assert "Lying psoas march 5 each side No band." in words
    items = alice.plays()["options"]["items"]
    assert items == "knee-wags.5.s,lying-adductor-squeeze.5.s,lying-psoas-march.5.s"


def test_a_missing_score_is_never_green(alice: Alice) -> None:
    alice.answers_today()

    alice.gives_scores(back="0", leg="0")

    words = text_of(alice.get("/"))
    assert "No colour today" in words
    assert "Half as much today" in words


def test_strong_painkillers_are_never_green(alice: Alice) -> None:
    alice.answers_today()

    alice.gives_scores(back="0", leg="0", reach="0", strong_painkillers="yes")

    assert "You took strong painkillers today." in text_of(alice.get("/"))


def test_the_settling_routine_is_there_without_a_question(alice: Alice) -> None:
    told = alice.plays("settle")

    assert told["check_in"] is None
    assert told["options"]["reps"] is None
    assert told["options"]["items"] == ""


def test_limits_are_confirmed_before_the_first_exercise(alice: Alice, person: Person) -> None:
    person.own_limits.all().delete()

    assert alice.get("/before/three-minute/")["Location"] == "/limits/"


def test_a_slip_can_be_corrected_and_leads_on_to_the_session(alice: Alice, person: Person) -> None:
    alice.answers_today()
    alice.gives_scores(back="8", leg="1", reach="0")
    stored = person.check_ins.get()

    answer = alice.post(
        f"/check-ins/{stored.pk}/?routine=three-minute", back="3", leg="1", reach="0"
    )

    assert answer["Location"] == f"/play/three-minute/?check_in={stored.pk}"
    assert stored.corrections.get().old_value == 8


def test_the_player_opens_only_after_todays_questions(alice: Alice, person: Person) -> None:
    assert alice.get("/play/three-minute/")["Location"] == "/before/three-minute/now/"
    assert alice.get("/before/three-minute/now/")["Location"] == "/before/three-minute/"
    alice.answers_today()
    assert alice.get("/play/three-minute/")["Location"] == "/before/three-minute/now/"
    alice.gives_scores()
    assert alice.get("/play/three-minute/").status_code == 200
    assert person.check_ins.get().moment == CheckIn.Moment.BEFORE


def test_yesterdays_answers_do_not_open_it(alice: Alice, person: Person) -> None:
    alice.answers_today()
    alice.gives_scores(back="1")
    person.check_ins.update(answered_at=F("answered_at") - timedelta(hours=25))
    person.screenings.filter(kind=Screening.Kind.DAILY).update(
        answered_at=F("answered_at") - timedelta(hours=25)
    )
    forget_plan(person, timezone.now() - timedelta(days=2))

    assert alice.get("/play/three-minute/")["Location"] == "/before/three-minute/now/"
    assert alice.get("/before/three-minute/now/")["Location"] == "/before/three-minute/"


def test_a_routine_that_is_not_there_has_no_questions(alice: Alice) -> None:
    assert alice.get("/before/ten-minute/").status_code == 404


def test_an_entry_that_could_not_be_stored_is_said_plainly(
    alice: Alice, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> CheckIn:
        raise OperationalError("database or disk is full")

    alice.answers_today()
    monkeypatch.setattr("supine.web.views.before.store_scores", full)

    answer = alice.gives_scores(back="1")

    assert answer.status_code == 507
    words = text_of(answer)
    assert "may not be stored" in words
    assert "disk is full" not in words
    assert not person.check_ins.exists()
