"""The start page: today's light and why, the plan, offers, a flare; and what its answers store."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from supine.care import Statement
from supine.diary.models import Person, Session
from supine.library import shipped_library
from tests.past_days import answer_the_list
from tests.web.cast import Alice, event, text_of


def test_before_the_first_answer_the_light_is_not_known_and_the_plan_is_there(
    alice: Alice,
) -> None:
    words = text_of(alice.arrives().get("/"))

    assert "Answer two short pages to see it." in words
    assert "Green today" not in words
    assert "Knee wags 8 each side" in words


def test_a_green_day_says_why_and_starts_in_one_press(alice: Alice) -> None:
    alice.is_ready(back="2", leg="2", reach="1")

    page = alice.get("/")

    assert "Green today Your scores are under the limits" in text_of(page)
    assert 'href="/play/three-minute/"' in page.content.decode()


def test_a_light_is_a_shape_and_a_word_and_not_only_a_colour(alice: Alice) -> None:
    shapes = set()
    for scores in ({"back": "2"}, {"back": "5"}, {"back": "8"}):
        alice.is_ready(leg="1", reach="0", **scores)
        page = alice.get("/").content.decode()
        shapes.add(page.partition('class="shape')[2].partition("</svg>")[0])

    assert len(shapes) == 3


def test_a_day_of_rest_that_a_rule_asked_for_is_marked_as_kept(alice: Alice) -> None:
    alice.is_ready(back="8", leg="1", reach="0")

    assert "rest, as planned" in text_of(alice.get("/"))


def test_an_offer_stands_with_its_reasons(three_green_days: Alice) -> None:
    words = text_of(three_green_days.get("/"))

    assert "You can try a little more" in words
    assert "Knee wags: from 8 to 10 each side" in words
    assert "It felt like 6 of 10 or less." in words


def test_an_offer_that_is_taken_is_stored_and_shown(
    three_green_days: Alice, person: Person
) -> None:
    answer = three_green_days.post("/offers/", offer="step:knee-wags:10", answer="take")

    assert answer["Location"] == "/"
    assert person.offer_answers.get().taken
    assert "Knee wags 10 each side" in text_of(three_green_days.get("/"))
    assert three_green_days.plays()["options"]["items"].startswith("knee-wags.10,")


def test_an_offer_that_is_declined_is_gone_and_changes_nothing(
    three_green_days: Alice, person: Person
) -> None:
    three_green_days.post("/offers/", offer="step:knee-wags:10", answer="not-now")

    words = text_of(three_green_days.get("/"))
    assert not person.offer_answers.get().taken
    assert "Knee wags: from 8" not in words
    assert "Knee wags 8 each side" in words


@pytest.mark.parametrize(
    "answers", [{"offer": "step:knee-wags:15", "answer": "take"}, {"offer": "bonus"}, {}]
)
def test_an_offer_that_does_not_stand_stores_nothing(
    alice: Alice, person: Person, answers: dict[str, str]
) -> None:
    alice.arrives()

    assert alice.post("/offers/", **answers)["Location"] == "/"
    assert not person.offer_answers.exists()


def test_a_flare_is_said_with_one_press(alice: Alice, person: Person) -> None:
    alice.arrives()

    alice.post("/statements/", statement="flare")

    words = text_of(alice.get("/"))
    assert person.remarks.get().statement == Statement.FLARE
    assert "Flare-up, day 1." in words
    assert "The first 2 days of a flare-up are for settling." in words
    assert "This is a flare-up" not in words
    assert alice.get("/play/three-minute/")["Location"] == "/"


def test_a_statement_nobody_offers_is_not_stored(alice: Alice, person: Person) -> None:
    alice.arrives()

    alice.post("/statements/", statement="bored")

    assert not person.remarks.exists()


def test_after_28_days_the_full_list_comes_before_the_exercises(
    alice: Alice, person: Person
) -> None:
    answer_the_list(person, timezone.localtime() - timedelta(days=29))

    assert "The list of warning signs comes first" in text_of(alice.get("/"))
    assert alice.get("/before/three-minute/")["Location"] == "/first/"
    assert alice.get("/play/settle/").status_code == 200


def test_no_more_than_what_is_planned_is_started_on_one_day(alice: Alice, person: Person) -> None:
    alice.is_ready(back="2", leg="2", reach="1")
    session = finished(alice, person)

    assert session.state == Session.State.FINISHED
    assert "Done for today" in text_of(alice.get("/"))
    assert alice.get("/play/three-minute/")["Location"] == "/"
    assert alice.get("/play/settle/").status_code == 200


def test_what_is_left_out_says_what_the_person_said(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="A1", when_A1="not-yet")
    alice.confirms_the_limits()

    words = text_of(alice.get("/"))

    assert "Knee wags left out An answer of yours leaves this exercise out." in words
    assert "You said: you had surgery or an injection in the spine" in words


def test_after_the_session_its_light_is_shown_by_the_persons_own_limits(
    alice: Alice, person: Person
) -> None:
    alice.is_ready(back="2", leg="1", reach="1")
    alice.confirms_the_limits(leg_amber="3")
    session = finished(alice, person)

    alice.post(f"/after/{session.pk}/", **afterwards(leg="4", reach="1"))

    words = text_of(alice.get(f"/diary/{session.pk}/"))
    assert "Red Knee wags" in words
    assert "a leg score over 3 means stop." in words
    assert "Red today" in text_of(alice.get("/"))


def test_no_light_is_shown_before_the_answers_afterwards(alice: Alice, person: Person) -> None:
    alice.is_ready(back="2", leg="1", reach="1")
    session = finished(alice, person)

    assert "Go on as planned" not in text_of(alice.get(f"/diary/{session.pk}/"))


def test_a_leg_symptom_that_went_down_is_asked_about_ten_minutes_later(
    alice: Alice, person: Person
) -> None:
    alice.is_ready(back="2", leg="1", reach="1")
    session = finished(alice, person)
    alice.post(f"/after/{session.pk}/", **afterwards(leg="1", reach="2"))
    assert "The colour comes in ten minutes" in text_of(alice.get(f"/diary/{session.pk}/"))
    assert "How is the leg now?" not in text_of(alice.get("/"))
    assert "warning signs comes first" not in text_of(alice.get("/"))

    Session.objects.update(finished_at=timezone.now() - timedelta(minutes=10))
    assert f"/ten-minutes/{session.pk}/" in alice.get("/").content.decode()
    alice.post(f"/ten-minutes/{session.pk}/", reach="1", neuro="none")

    assert "How is the leg now?" not in text_of(alice.get("/"))
    words = text_of(alice.get(f"/diary/{session.pk}/"))
    assert "Amber Knee wags" in words
    assert "It was back within 10 minutes." in words


def test_weakness_says_what_to_check_and_whom_to_call(alice: Alice, person: Person) -> None:
    alice.is_ready(back="2", leg="1", reach="1")
    session = finished(alice, person)
    alice.post(f"/after/{session.pk}/", **afterwards(leg="1", reach="2"))
    alice.post(f"/ten-minutes/{session.pk}/", reach="1", neuro="weakness")

    words = text_of(alice.get(f"/diary/{session.pk}/"))

    assert "can you lift the front of the foot" in words
    assert "call 112, 999 or 911" in words
    assert "{" not in words


def test_resting_is_not_asked_about_afterwards(alice: Alice, person: Person) -> None:
    alice.arrives()
    session = finished(alice, person, routine="settle")

    assert alice.get(f"/after/{session.pk}/")["Location"] == "/"
    assert "rest and breathe" in text_of(alice.get("/")).partition("This week")[2].lower()


def test_every_sentence_of_the_start_page_stands_in_a_card(alice: Alice) -> None:
    alice.is_ready(back="8", leg="1", reach="0")
    care = shipped_library().care

    words = text_of(alice.get("/"))

    assert care.today.words.because["red"] in words
    assert care.today.advice("settle").steps[0] in words


def finished(alice: Alice, person: Person, routine: str = "three-minute") -> Session:
    """Do the whole of a session as the player reports it, a moment ago."""
    items = alice.plays(routine)["options"]["items"]
    check_in = person.check_ins.filter(moment="before").last()
    detail = {
        "routine": routine,
        "options": {"items": items, "words": "short"},
        "check_in_id": str(check_in.pk) if check_in else None,
    }
    at = timezone.now()
    reps = [
        event("rep_done", at=at, movement="knee-wags", side=side, rep=rep)
        for side in ("left", "right")
        for rep in range(1, 9)
    ]
    start = event("started", at=at, detail=detail)
    session_id = uuid4()
    end = event("finished", at=at, seconds=250)
    answer = alice.reports(session_id, start, *(reps if items else []), end)
    assert answer.status_code == 200, answer.content
    return Session.objects.get(pk=session_id)


def afterwards(leg: str, reach: str) -> dict[str, str]:
    worst = {"worst-back": "2", "worst-leg": leg, "worst-reach": reach, "effort": "3"}
    return {**worst, "now-back": "2", "now-leg": "1", "now-reach": "1"}
