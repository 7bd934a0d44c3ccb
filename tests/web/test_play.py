"""What the player is told."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from supine.diary.models import Person, Session
from supine.diary.sessions import close_session
from supine.library import shipped_library
from tests.web.cast import Alice, event, json_of, text_of


@pytest.fixture(autouse=True)
def ready(alice: Alice) -> None:
    alice.is_ready(back="2", leg="3", reach="1")


def test_a_new_person_starts_gently_with_full_words(alice: Alice) -> None:
    told = alice.plays()

    assert told["options"] == {
        "reps": None,
        "items": "knee-wags.8,lying-adductor-squeeze.8,lying-psoas-march.8",
        "words": "full",
        "pace": "normal",
        "down": 20,
        "voice": 100,
        "tones": 50,
        "figure": "woman",
    }
    assert told["session"] is None
    assert told["resume_at"] is None


def test_it_is_told_the_scores_and_every_address(alice: Alice, person: Person) -> None:
    told = alice.plays()

    assert told["check_in"] == str(person.check_ins.get().pk)
    assert told["urls"] == {
        "timeline": "/timelines/three-minute.json",
        "track": "/tracks/three-minute",
        "sounds": "/sounds/",
        "events": "/sessions/SESSION/events/",
        "close": "/sessions/SESSION/close/",
        "after": "/after/SESSION/",
        "home": "/",
        "motion": "/motions/MOVEMENT.json?figure=FIGURE",
        "still": "/stills/MOVEMENT/FIGURE-KEY-WIDTH.webp?v=VERSION",
    }


def test_every_step_of_the_session_has_a_word_for_the_page(alice: Alice) -> None:
    words = alice.plays()["step_words"]
    phases = json_of(alice.get("/timelines/three-minute.json"))["phases"]
    steps = {(phase["movement"], phase["name"]) for phase in phases if phase["rep"] is not None}

    assert words["lying-adductor-squeeze"]["release"] == "Let go"
    assert steps
    assert all(words[movement][step] for movement, step in steps)


def test_the_words_of_the_player_come_with_the_page_and_cannot_leave_their_block(
    alice: Alice,
) -> None:
    page = alice.get("/play/three-minute/").content.decode()
    block = re.search(
        r'<script id="player-words" type="application/json">(.*?)</script>', page, re.DOTALL
    )

    assert block is not None
    assert "<" not in block[1]
    assert json.loads(block[1])["left"] == "Left"


def test_what_to_have_ready_names_a_household_stand_in(alice: Alice) -> None:
    ready = alice.plays()["ready"]

    assert "pillow" in {thing["id"]: thing["stand_in"] for thing in ready}["rolled-towel"]


def test_what_to_have_ready_covers_the_largest_dose_since_the_page_chooses_of_it(
    alice: Alice,
) -> None:
    ready = alice.plays()["ready"]

    assert [thing["id"] for thing in ready] == ["rolled-towel", "resistance-band"]


def test_short_words_are_mentioned_once_the_moves_are_known(alice: Alice) -> None:
    assert not alice.plays()["knows_the_words"]
    for _ in range(6):
        session = alice.starts()
        session.state = Session.State.FINISHED
        session.save()

    assert alice.plays()["knows_the_words"]


def test_the_choices_of_the_last_start_are_remembered(alice: Alice) -> None:
    session = alice.starts()
    close_session(session, "other", session.started_at)

    options = alice.plays()["options"]

    assert (options["words"], options["pace"], options["down"]) == ("short", "slower", 30)
    assert (options["voice"], options["tones"]) == (70, 50)


def test_a_reload_in_the_middle_offers_to_go_on(alice: Alice) -> None:
    session = alice.starts()
    alice.reports(
        session.pk, event("rep_done", seconds=61.5, movement="knee-wags", side="left", rep=1)
    )

    told = alice.plays()

    assert told["session"] == str(session.pk)
    assert told["resume_at"] == 61.5
    assert told["options"]["words"] == "short"


def test_a_session_of_long_ago_is_not_gone_on_with(alice: Alice, person: Person) -> None:
    alice.starts(ago=timedelta(hours=13))

    assert alice.plays()["session"] is None
    home = text_of(alice.get("/"))
    assert "You stopped in the middle" in home
    assert "Go on" not in home
    assert person.sessions.count() == 1


@pytest.mark.parametrize(
    ("query", "named"),
    [("reps=99", "99"), ("words=many", "many"), ("pace=hurried", "hurried"), ("down=x", "down")],
)
def test_a_timeline_of_impossible_choices_is_refused_in_a_sentence(
    alice: Alice, query: str, named: str
) -> None:
    answer = alice.get(f"/timelines/three-minute.json?{query}")

    assert answer.status_code == 400
    assert named in json_of(answer)["fault"]


def test_the_timeline_follows_the_choices(alice: Alice) -> None:
    few = json_of(alice.get("/timelines/three-minute.json?reps=5&words=short"))
    many = json_of(alice.get("/timelines/three-minute.json?reps=12&words=short"))

    assert few["routine"] == "three-minute"
    assert few["moving_seconds"] < many["moving_seconds"]
    assert {each["reps"] for each in many["sets"]} == {12}


def test_a_timeline_that_is_not_there_is_not_found(alice: Alice) -> None:
    assert alice.get("/timelines/ten-minute.json").status_code == 404


def test_every_routine_offered_at_the_start_is_shipped(alice: Alice) -> None:
    page = alice.get("/").content.decode()

    offered = set(re.findall(r"/(?:before|play)/([a-z-]+)/", page))
    assert offered == {"three-minute", "settle"}
    assert offered <= set(shipped_library().routines)
