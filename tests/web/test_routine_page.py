"""The page of one routine: what is in it, how long, for whom not, and how it begins."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
import yaml
from pytest_django import Settings

from supine.diary.models import Person
from supine.library import shipped_library
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from supine.web import shelf
from tests.web.cast import Alice, text_of

LIBRARY = shipped_library()
ROUTINES = sorted(LIBRARY.routines)


@pytest.fixture
def reader(alice: Alice) -> Alice:
    return alice.arrives()


def own_routine(routine_id: str = "mine", *, instead: str = "") -> None:
    """Keep an own routine of two movements, with doses of its own."""
    items = [
        {"movement": "knee-wags", "reps": 12, "instead": [instead] if instead else []},
        {"movement": "lying-adductor-squeeze", "reps": 7, "hold_seconds": 5},
    ]
    card = RoutineCard.model_validate(
        {"id": routine_id, "version": 1, "rest_seconds": 6, "items": items}
    )
    shelf.save_routine(card, RoutineWords(name="Mine", aim="For the evening."))


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_routine_has_a_page_with_its_words(reader: Alice, routine: str) -> None:
    answer = reader.get(f"/routines/{routine}/")

    words = LIBRARY.routines[routine].words
    page = text_of(answer).replace("&#x27;", "'").replace("&quot;", '"')
    assert answer.status_code == 200
    for sentence in (words.name, words.aim, *words.leave_out):
        assert sentence in page
    assert f'href="/routines/new/?from={routine}"' in answer.content.decode()


def test_its_movements_stand_in_order_with_their_doses(reader: Alice) -> None:
    own_routine()

    page = reader.get("/routines/mine/")

    names = re.findall(r'href="/movements/([^/]+)/"', page.content.decode())
    assert names == ["knee-wags", "lying-adductor-squeeze"]
    assert "Knee wags 12 each side Lying adductor squeeze 7 times, hold 5 s" in text_of(page)


def test_what_to_have_ready_comes_with_what_will_do_instead(reader: Alice) -> None:
    own_routine()

    page = text_of(reader.get("/routines/mine/"))

    towel = LIBRARY.equipment["rolled-towel"].words
    assert f"{towel.name} , {towel.purpose}".replace("'", "&#x27;") in page
    assert f"Instead: {towel.stand_in}." in page


def test_short_words_are_said_to_be_shorter_only_where_they_are_not_chosen(
    reader: Alice, person: Person
) -> None:
    own_routine()
    assert "Short words make it" in text_of(reader.get("/routines/mine/"))

    person.options = {"words": "short"}
    person.save()

    assert "Short words make it" not in text_of(reader.get("/routines/mine/"))


def test_it_starts_with_the_questions_and_later_with_the_player(reader: Alice) -> None:
    assert 'href="/before/three-minute/">Start' in start_of(reader, "three-minute")

    reader.answers_today()
    reader.gives_scores(back="2")

    assert 'href="/play/three-minute/">Start' in start_of(reader, "three-minute")


def test_what_is_not_for_now_says_why_and_has_no_start(reader: Alice) -> None:
    reader.answers_today()
    reader.gives_scores(back="9", leg="8")

    page = reader.get("/routines/three-minute/")

    assert "Not for now" in text_of(page)
    assert ">Start</a>" not in page.content.decode()


def test_what_a_caution_leaves_out_is_swapped_and_said(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="A1", when_A1="not-yet")
    alice.confirms_the_limits()
    own_routine(instead="rest-90-90-breathing")

    answer = alice.get("/routines/mine/")

    page = answer.content.decode()
    names = re.findall(r'href="/movements/([^/]+)/"', page)
    assert names == ["rest-90-90-breathing", "lying-adductor-squeeze"]
    surgery = LIBRARY.care.caution.words.flags["recent_surgery"]
    assert "In place of Knee wags, which an answer of yours leaves out." in text_of(answer)
    assert f"You said: {surgery}" in text_of(answer)
    assert "items=rest-90-90-breathing" in page


def test_what_was_said_stands_once_however_many_movements_it_changes(alice: Alice) -> None:
    alice.answers_the_first_list(cautions=["C2", "C4"])
    alice.confirms_the_limits()

    words = text_of(alice.get("/routines/hip-mobility-10/"))

    said = LIBRARY.care.caution.words.flags
    assert words.count("You said:") == 1
    assert words.count(said["osteoporosis"]) == 1
    changed = [LIBRARY.movements[one] for one in ("knee-wags", "half-kneeling-hip-flexor")]
    for one in changed:
        assert one.words.advice[one.card.caution.adapt_if["osteoporosis"]] in words


def test_a_small_range_is_said_only_of_what_has_one(reader: Alice) -> None:
    reader.answers_today()
    reader.gives_scores(back="5", leg="5")

    walking, three = (
        text_of(reader.get(f"/routines/{one}/")) for one in ("desk-break", "three-minute")
    )

    assert "Today is a day for half as much" in walking
    assert "with your choices, 5 min in full." in walking
    assert "Smallest range" not in walking
    assert "Knee wags 5 each side Smallest range. Lying adductor squeeze" in three
    assert "Lying psoas march 5 each side No band." in three


def test_a_later_step_of_the_programme_says_that_it_will_be_offered(reader: Alice) -> None:
    page = text_of(reader.get("/routines/three-minute-plus/"))

    assert "It is a later step of your exercises. You are offered it when it fits." in page


def test_a_day_to_settle_leads_to_settling_from_any_routine(reader: Alice) -> None:
    reader.answers_today()
    reader.gives_scores(back="9", leg="8")

    page = reader.get("/routines/desk-break/").content.decode()

    assert f'href="/play/settle/">{LIBRARY.routines["settle"].name}</a>' in page
    assert "Not for today" not in page


def test_the_sheet_comes_on_both_papers_and_the_sound_for_any_player(reader: Alice) -> None:
    own_routine()

    page = reader.get("/routines/mine/").content.decode()

    sheets = re.findall(r'href="/handouts/mine\.pdf\?paper=(a4|letter)', page)
    assert sheets == ["a4", "letter"]
    assert re.search(r'href="/tracks/mine\.mp3\?[^"]*download=1"', page)


def test_only_an_own_one_can_be_changed_and_deleted(reader: Alice) -> None:
    own_routine()

    assert 'href="/routines/mine/edit/"' in start_of(reader, "mine")
    assert "/edit/" not in start_of(reader, "three-minute")
    for path in ("/routines/three-minute/edit/", "/routines/three-minute/delete/"):
        assert reader.get(path).status_code == 404
        assert reader.post(path).status_code == 404
    assert "three-minute" in shelf.library().routines


def test_deleting_asks_first(reader: Alice) -> None:
    own_routine()

    asked = reader.get("/routines/mine/delete/")
    assert 'Delete "Mine"?' in text_of(asked).replace("&quot;", '"')
    assert "mine" in shelf.library().routines

    assert reader.post("/routines/mine/delete/")["Location"] == "/library/"
    assert "mine" not in shelf.library().routines
    assert reader.get("/routines/mine/").status_code == 404


def test_the_file_can_be_unpacked_into_another_library(reader: Alice, settings: Settings) -> None:
    own_routine()
    packed = reader.get("/routines/mine.zip")
    reader.post("/routines/mine/delete/")
    assert "mine" not in shelf.library().routines

    assert packed["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert sorted(archive.namelist()) == ["mine/card.yaml", "mine/words.en.yaml"]
        assert yaml.safe_load(archive.read("mine/card.yaml"))["items"][0]["reps"] == 12
        archive.extractall(Path(settings.LIBRARY_FOLDER) / "routines")

    assert shelf.library().routines["mine"].name == "Mine"


@pytest.mark.parametrize("path", ["/routines/moon-walk/", "/routines/moon-walk.zip"])
def test_a_routine_that_is_not_there_is_not_found(reader: Alice, path: str) -> None:
    assert reader.get(path).status_code == 404


def start_of(alice: Alice, routine: str) -> str:
    return alice.get(f"/routines/{routine}/").content.decode()
