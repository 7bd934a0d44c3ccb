"""Any routine, started after the same questions: what is played of it, and what it counts for."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from supine.diary.models import Person, Session
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from supine.web.fitted import fitted
from supine.web.shelf import library, save_routine
from tests.web.cast import Alice, event, json_of, text_of

HIPS: dict[str, Any] = {
    "id": "hips",
    "version": 1,
    "rest_seconds": 5,
    "items": [
        {"movement": "knee-wags", "reps": 12},
        {"movement": "lying-adductor-squeeze", "hold_seconds": 4},
        {"movement": "spinal-flexion-drill", "instead": ["rest-90-90-breathing"]},
    ],
    "caution": {"leave_out_if": ["hernia"]},
}
WORDS = {
    "name": "Calm hips",
    "aim": "A few quiet minutes.",
    "leave_out": ["If you have a hernia."],
}


@pytest.fixture(autouse=True)
def hips(built: Path) -> None:  # noqa: ARG001 - it says where the shelf is
    """Put a routine of her own on the shelf."""
    save_routine(RoutineCard.model_validate(HIPS), RoutineWords.model_validate(WORDS))


def answers(alice: Alice, **scores: str) -> str:
    """Answer the questions before the routine, and give where they lead."""
    assert alice.post("/before/hips/", daily="none")["Location"] == "/before/hips/now/"
    return str(alice.post("/before/hips/now/", **scores)["Location"])


def green(alice: Alice) -> str:
    return answers(alice, back="2", leg="2", reach="1")


def test_the_same_questions_come_first_and_lead_to_it(alice: Alice, person: Person) -> None:
    alice.arrives()
    assert alice.get("/play/hips/")["Location"] == "/before/hips/now/"

    assert green(alice) == f"/play/hips/?check_in={person.check_ins.get().pk}"

    told = alice.plays("hips")
    assert told["routine_name"] == "Calm hips"
    assert told["options"]["items"] == (
        "knee-wags.12,lying-adductor-squeeze.10.h4,spinal-flexion-drill.10"
    )
    assert [one["id"] for one in told["ready"]] == ["rolled-towel", "strap"]


def test_on_amber_it_is_halved_and_shown_before_it_is_started(alice: Alice) -> None:
    alice.arrives()

    assert answers(alice, back="5", leg="2", reach="1") == "/routines/hips/"

    assert alice.plays("hips")["options"]["items"] == (
        "knee-wags.6.s,lying-adductor-squeeze.5.s,spinal-flexion-drill.5.s"
    )


def test_the_voice_says_what_was_fitted(alice: Alice) -> None:
    alice.arrives()
    answers(alice, back="5", leg="2", reach="1")
    items = alice.plays("hips")["options"]["items"]

    sets = json_of(alice.get(f"/timelines/hips.json?items={items}"))["sets"]

    assert [(each["movement"], each["reps"]) for each in sets] == [
        ("knee-wags", 6),
        ("lying-adductor-squeeze", 5),
        ("spinal-flexion-drill", 5),
    ]


def test_a_flag_swaps_a_movement_and_starts_gently(alice: Alice, person: Person) -> None:
    alice.answers_the_first_list(cautions="C4")
    alice.confirms_the_limits()
    green(alice)

    assert alice.plays("hips")["options"]["items"] == (
        "knee-wags.5,lying-adductor-squeeze.5,rest-90-90-breathing.6"
    )
    page = fitted(person, timezone.localtime(), library().routines["hips"])
    assert page.movements[2].instead_of == "Spinal flexion drill"
    assert page.movements[2].reasons == ("An answer of yours leaves this exercise out.",)
    assert page.movements[2].because_you == ("bending or sitting makes it worse",)
    assert len(page.today_is) == 1


def test_a_flag_against_all_of_it_says_why_and_plays_nothing(alice: Alice, person: Person) -> None:
    alice.answers_the_first_list(cautions="C9")
    alice.confirms_the_limits()
    green(alice)

    assert alice.get("/play/hips/")["Location"] == "/routines/hips/"

    page = fitted(person, timezone.localtime(), library().routines["hips"])
    assert not page.can_start
    assert page.not_now == ("An answer of yours speaks against this routine for now.",)
    assert page.because_you == ("you have a hernia",)
    assert page.what_now is not None
    words = text_of(alice.get("/routines/hips/"))
    assert "An answer of yours speaks against this routine for now." in words
    assert 'href="/play/hips/"' not in alice.get("/routines/hips/").content.decode()


def test_on_a_red_day_nothing_but_settling_is_started(alice: Alice, person: Person) -> None:
    alice.arrives()

    assert answers(alice, back="8", leg="2", reach="1") == "/"

    assert alice.get("/play/hips/")["Location"] == "/"
    page = fitted(person, timezone.localtime(), library().routines["hips"])
    assert page.not_now[0] == "Today is a day to settle."
    settle = fitted(person, timezone.localtime(), library().routines["settle"])
    assert (settle.can_start, settle.start, settle.items) == (True, "play", "")


def test_of_the_programme_only_the_open_stage_is_played(alice: Alice, person: Person) -> None:
    alice.arrives()
    green(alice)

    assert alice.get("/play/three-minute-plus/")["Location"] == "/play/three-minute/"

    now, routines = timezone.localtime(), library().routines
    open_now = fitted(person, now, routines["three-minute"])
    assert (open_now.can_start, open_now.start) == (True, "play")
    assert open_now.items == "knee-wags.8,lying-adductor-squeeze.8,lying-psoas-march.8"
    assert not fitted(person, now, routines["three-minute-plus"]).can_start


def test_a_session_of_it_is_the_session_of_the_day_and_is_asked_about(
    alice: Alice, person: Person
) -> None:
    alice.arrives()
    green(alice)
    session = done(alice, person)

    answer = alice.post(
        f"/after/{session.pk}/",
        **{"worst-back": "2", "worst-leg": "2", "worst-reach": "1", "effort": "3"},
        **{"now-back": "2", "now-leg": "1", "now-reach": "1"},
    )

    assert answer["Location"] == f"/diary/{session.pk}/"
    assert "Green Knee wags" in text_of(alice.get(f"/diary/{session.pk}/"))
    words = text_of(alice.get("/"))
    assert "Done for today" in words
    assert "exercises" in words.partition("This week")[2]
    assert alice.get("/play/hips/")["Location"] == "/"
    assert session.snapshot["sets"][0]["extras"] == []


def test_an_unfinished_one_is_gone_on_with(alice: Alice, person: Person) -> None:
    alice.arrives()
    green(alice)
    session = started(alice, person)

    told = alice.plays("hips")

    assert told["session"] == str(session.pk)
    assert told["options"]["items"] == session.options["items"]


def test_a_slip_in_the_scores_before_it_leads_on_to_it(alice: Alice, person: Person) -> None:
    alice.arrives()
    answers(alice, back="8", leg="1", reach="0")
    stored = person.check_ins.get()

    answer = alice.post(f"/check-ins/{stored.pk}/?routine=hips", back="2", leg="1", reach="0")

    assert answer["Location"] == f"/play/hips/?check_in={stored.pk}"


def started(alice: Alice, person: Person, *more: dict[str, Any]) -> Session:
    """Start it as the player reports it, and report more."""
    check_in = person.check_ins.filter(moment="before").last()
    assert check_in is not None
    detail = {
        "routine": "hips",
        "options": {"items": alice.plays("hips")["options"]["items"], "words": "short"},
        "check_in_id": str(check_in.pk),
    }
    session_id = uuid4()
    answer = alice.reports(session_id, event("started", detail=detail), *more)
    assert answer.status_code == 200, answer.content
    return Session.objects.get(pk=session_id)


def done(alice: Alice, person: Person) -> Session:
    reps = [
        event("rep_done", movement="knee-wags", side=side, rep=rep)
        for side in ("left", "right")
        for rep in range(1, 13)
    ]
    return started(alice, person, *reps, event("finished", seconds=400))
