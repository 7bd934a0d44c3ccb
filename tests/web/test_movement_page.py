"""One movement, to be watched: what its page holds, and when it is closed."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest

from supine.diary.models import Person
from supine.library import shipped_library
from tests.web.cast import STARTED, Alice, event, text_of

MOVEMENTS = sorted(shipped_library().movements)


def told(alice: Alice, movement: str) -> dict[str, Any]:
    """Give what the page tells its script."""
    page = alice.get(f"/movements/{movement}/").content.decode()
    found = re.search(r'<script id="watch-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_every_movement_has_a_page_with_all_its_words(alice: Alice, movement: str) -> None:
    alice.arrives()
    words = shipped_library().movements[movement].words

    answer = alice.get(f"/movements/{movement}/")

    assert answer.status_code == 200
    page = text_of(answer).replace("&#x27;", "'").replace("&quot;", '"')
    for sentence in (words.name, words.aim, *words.steps.values(), *words.show.values()):
        assert sentence in page
    for sentence in (*words.stop_if, *words.easier, *words.mistakes):
        assert sentence in page


def test_the_stage_is_told_what_to_show(alice: Alice) -> None:
    alice.arrives()

    data = told(alice, "knee-wags")

    assert (data["movement"], data["figure"]) == ("knee-wags", "woman")
    assert data["sides"] == ["left", "right"]
    assert data["steps"] == [
        {"step": "over", "seconds": 2, "breath": "out"},
        {"step": "back", "seconds": 2, "breath": "in"},
    ]
    assert data["urls"]["motion"] == "/motions/MOVEMENT.json?figure=FIGURE"


def test_a_hold_is_shown_as_long_as_the_shortest_one(alice: Alice) -> None:
    alice.arrives()

    data = told(alice, "lying-adductor-squeeze")

    assert data["sides"] == []
    assert {"step": "hold", "seconds": 3, "breath": "out"} in data["steps"]
    assert data["equipment"] == ["rolled-towel"]


def test_who_showed_the_last_session_shows_the_movement_as_well(
    alice: Alice, person: Person
) -> None:
    alice.arrives()
    person.options = {"figure": "man"}
    person.save()

    assert told(alice, "knee-wags")["figure"] == "man"


def test_what_changes_it_or_leaves_it_out_is_said(alice: Alice) -> None:
    alice.arrives()

    page = text_of(alice.get("/movements/knee-wags/"))

    assert "If you had surgery or an injection in the spine" in page
    assert "Leave it out for now, and ask first." in page
    assert "Keep it small. Stop well before the end of the movement." in page


def test_an_answer_that_leaves_it_out_or_changes_it_is_said_first(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="C4")
    alice.confirms_the_limits()

    out, changed, same = (
        text_of(alice.get(f"/movements/{one}/")) for one in ("happy-baby", "hip-hinge", "walking")
    )

    hinge = shipped_library().movements["hip-hinge"]
    advice = hinge.words.advice[hinge.card.caution.adapt_if["flexion_aggravated"]]
    assert "Left out for you, for now You said: bending or sitting makes it worse." in out
    assert f"For you {advice} You said: bending or sitting makes it worse." in changed
    assert "You said:" not in same


def test_an_easier_one_that_is_left_out_as_well_says_so(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="C4")
    alice.confirms_the_limits()

    page = text_of(alice.get("/movements/happy-baby/"))

    assert "Both knees to chest Left out for you" in page
    assert "Knee wags Left out for you" not in page


def test_everything_else_the_card_says_is_there_too(alice: Alice) -> None:
    alice.arrives()
    shown = shipped_library().movements["lying-psoas-march"]

    page = text_of(alice.get("/movements/lying-psoas-march/")).replace("&#x27;", "'")

    assert f"Also called {', '.join(shown.words.also_called)}" in page
    for muscle in (*shown.card.works.main, *shown.card.works.also):
        assert muscle in page
    assert f"{shown.card.dose.start} each side" in page
    assert "Best is a camera" in page
    assert "Where it comes from" in page


def test_it_leads_on_to_easier_ones_its_routines_and_the_library(alice: Alice) -> None:
    alice.arrives()
    easier = shipped_library().movements["bird-dog"].card.easier

    page = alice.get("/movements/bird-dog/").content.decode()

    assert easier
    for movement in easier:
        assert f'href="/movements/{movement}/"' in page
    for routine in shipped_library().routines.values():
        contains = any(item.movement == "bird-dog" for item in routine.card.items)
        assert (f'href="/routines/{routine.id}/"' in page) == contains
    assert 'href="/library/">To the library' in page


def test_a_movement_that_is_not_there_is_not_found(alice: Alice) -> None:
    alice.arrives()

    assert alice.get("/movements/moon-walk/").status_code == 404


def test_it_is_closed_with_the_exercises(alice: Alice) -> None:
    alice.answers_the_first_list(emergency="some")

    answer = alice.get("/movements/knee-wags/")

    assert (answer.status_code, answer["Location"]) == (302, "/closed/")


def test_the_list_of_warning_signs_comes_before_it(alice: Alice) -> None:
    assert alice.get("/movements/knee-wags/")["Location"] == "/first/"


def test_the_start_page_and_todays_plan_lead_to_it(alice: Alice) -> None:
    alice.is_ready(back="2")

    for page in ("/", "/play/three-minute/"):
        assert 'href="/movements/knee-wags/"' in alice.get(page).content.decode()


def test_who_shows_it_is_kept_like_every_other_choice(alice: Alice) -> None:
    alice.is_ready(back="2")
    options = {**STARTED["detail"]["options"], "figure": "man"}
    detail = {"routine": "three-minute", "options": options}
    alice.reports(uuid.uuid4(), event("started", detail=detail))

    assert alice.plays()["options"]["figure"] == "man"


def test_somebody_who_does_not_exist_shows_nothing(alice: Alice, person: Person) -> None:
    alice.is_ready(back="2")
    person.refresh_from_db()
    person.options = {"words": "short", "figure": "nobody"}
    person.save()

    options = alice.plays()["options"]

    assert (options["figure"], options["words"]) == ("woman", "short")
