"""The warning signs before anything else, and what happens once one of them was ticked."""

from __future__ import annotations

import pytest

from supine.diary.models import Person, Screening
from supine.diary.screening import exercise_lock
from supine.library import shipped_library
from supine.library.care_cards import ListName
from tests.web.cast import Alice, text_of


@pytest.mark.parametrize("path", ["/", "/diary/", "/before/three-minute/", "/play/three-minute/"])
def test_at_first_start_every_page_leads_to_the_warning_signs(alice: Alice, path: str) -> None:
    answer = alice.get(path)

    assert answer.status_code == 302
    assert answer["Location"] == "/first/"


def test_the_page_about_supine_can_be_read_first(alice: Alice) -> None:
    assert "does not diagnose" in text_of(alice.get("/about/"))


def test_both_lists_stand_there_whole_with_three_answers_each(alice: Alice) -> None:
    page = alice.get("/first/").content.decode()

    signs = shipped_library().warning_signs
    for name in (ListName.EMERGENCY, ListName.URGENT):
        for sign in signs.sign_list(name).signs:
            assert sign.text in page
        for answer in ("none", "some", "unsure"):
            assert f'name="{name.value}" value="{answer}"' in page
    assert "Never push through severe pain." in page


def test_none_ticked_opens_the_start_page_and_promises_nothing(
    alice: Alice, person: Person
) -> None:
    answer = alice.answers_the_first_list()

    assert answer["Location"] == "/limits/"
    assert alice.get("/").status_code == 200
    stored = person.screenings.get()
    assert stored.kind == Screening.Kind.FULL
    assert stored.answers == {"emergency": "none", "urgent": "none"}
    assert stored.list_version == shipped_library().warning_signs.version
    assert "safe" not in text_of(alice.get("/")).lower()


def test_the_leg_is_remembered(alice: Alice, person: Person) -> None:
    alice.answers_the_first_list(leg_side="right")

    person.refresh_from_db()
    assert person.leg_side == "right"


def test_an_unanswered_list_is_asked_again_and_keeps_what_was_chosen(
    alice: Alice, person: Person
) -> None:
    answer = alice.post("/first/", urgent="none", cautions="none", leg_side="left")

    assert answer.status_code == 400
    assert "Please choose one of the three answers." in text_of(answer)
    assert 'name="urgent" value="none" required checked' in answer.content.decode()
    assert not person.screenings.exists()


@pytest.mark.parametrize("ticked", [{"emergency": "some"}, {"emergency": "unsure"}])
def test_an_emergency_closes_the_exercises_and_says_what_to_do_first(
    alice: Alice, ticked: dict[str, str]
) -> None:
    answer = alice.answers_the_first_list(**ticked)

    assert answer["Location"] == "/closed/"
    page = alice.get("/closed/")
    words = text_of(page)
    for number in ("112", "999", "911"):
        assert f'href="tel:{number}"' in page.content.decode()
    assert words.index("Get emergency help now") < words.index("This routine is not meant")
    assert "This list is not complete" in words


@pytest.mark.parametrize("ticked", [{"urgent": "some"}, {"urgent": "unsure"}])
def test_an_urgent_sign_closes_the_exercises_without_emergency_numbers(
    alice: Alice, ticked: dict[str, str]
) -> None:
    alice.answers_the_first_list(**ticked)

    assert "tel:" not in alice.get("/closed/").content.decode()


@pytest.mark.parametrize("path", ["/before/three-minute/", "/play/three-minute/"])
def test_while_closed_no_exercise_can_be_reached(alice: Alice, path: str) -> None:
    alice.answers_the_first_list(urgent="some")

    assert alice.get(path)["Location"] == "/closed/"


def test_while_closed_the_diary_stays_open_and_the_start_page_offers_no_start(
    alice: Alice,
) -> None:
    alice.answers_the_first_list(urgent="some")

    assert alice.get("/diary/").status_code == 200
    assert "/before/" not in alice.get("/").content.decode()


def test_a_clinicians_word_opens_after_an_urgent_sign(alice: Alice, person: Person) -> None:
    alice.answers_the_first_list(urgent="some")

    answer = alice.post("/closed/", agreed="yes")

    assert answer["Location"] == "/"
    assert exercise_lock(person) is None


def test_nothing_opens_without_the_statement(alice: Alice, person: Person) -> None:
    alice.answers_the_first_list(urgent="some")

    answer = alice.post("/closed/")

    assert answer.status_code == 400
    assert exercise_lock(person) is not None


def test_after_an_emergency_the_whole_list_comes_again(alice: Alice, person: Person) -> None:
    alice.answers_the_first_list(emergency="some")

    answer = alice.post("/closed/", agreed="yes")
    assert answer["Location"] == "/first/"
    assert alice.get("/before/three-minute/")["Location"] == "/closed/"
    assert "Leave out what a doctor has checked" in text_of(alice.get("/first/"))

    alice.answers_the_first_list()
    assert exercise_lock(person) is None


def test_with_nothing_closed_the_closed_page_leads_home(alice: Alice) -> None:
    alice.answers_the_first_list()

    assert alice.get("/closed/")["Location"] == "/"
