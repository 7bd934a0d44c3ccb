"""The person's own limits, and what to be careful with."""

from __future__ import annotations

import pytest

from supine.care import Limits, effect_on
from supine.diary.limits import limits_of
from supine.diary.models import Person
from supine.diary.screening import flags_of
from supine.library import shipped_library
from supine.library.care_cards import FlagEffect
from supine.web.cautions import questions
from tests.web.cast import Alice, text_of


def test_the_published_limits_are_filled_in_and_only_confirmed(
    alice: Alice, person: Person
) -> None:
    alice.answers_the_first_list()

    page = alice.get("/limits/").content.decode()
    for name, value in (("back_green", 3), ("back_amber", 5), ("leg_green", 2), ("leg_amber", 4)):
        assert f'name="{name}" value="{value}" required checked' in page
    assert limits_of(person) is None
    alice.confirms_the_limits()

    assert limits_of(person) == Limits(3, 5, 2, 4)


def test_stricter_limits_are_kept_and_said(alice: Alice, person: Person) -> None:
    alice.answers_the_first_list()

    alice.confirms_the_limits(leg_green="1", leg_amber="2")

    assert limits_of(person) == Limits(3, 5, 1, 2)
    assert "Your rule: leg over 2 means stop." in text_of(alice.get("/limits/"))


@pytest.mark.parametrize(
    "limits",
    [
        {"back_green": "4"},
        {"leg_amber": "5"},
        {"back_green": "3", "back_amber": "2"},
        {"back_amber": "3", "leg_amber": "4"},
        {"leg_green": ""},
    ],
)
def test_laxer_and_contradicting_limits_are_refused(
    alice: Alice, person: Person, limits: dict[str, str]
) -> None:
    alice.answers_the_first_list()

    answer = alice.confirms_the_limits(**limits)

    assert answer.status_code == 400
    assert limits_of(person) is None


def test_every_question_of_the_cards_that_changes_something_is_asked(alice: Alice) -> None:
    page = alice.get("/first/").content.decode()

    asked = questions()
    assert len(asked) >= 12
    for question in asked:
        assert f'name="cautions" value="{question.id}"' in page
        for choice in question.choices:
            assert f'name="when_{question.id}" value="{choice.key}"' in page
    assert 'value="C12"' not in page


def test_a_tick_leads_to_what_changes_and_why(alice: Alice, person: Person) -> None:
    answer = alice.answers_the_first_list(cautions=["C4", "C8"])

    assert answer["Location"] == "/changes/"
    assert "flexion_aggravated" in flags_of(person)
    words = text_of(alice.get("/changes/"))
    assert "Spinal flexion drill left out for now" in words
    assert "You said: bending or sitting makes it worse" in words
    assert "Two out of ten is enough." in words


def test_what_changes_tells_of_the_whole_library_by_answer(alice: Alice, person: Person) -> None:
    alice.answers_the_first_list(cautions=["C2", "C4", "C7"], when_C7="under-12-weeks")

    page = alice.get("/changes/")

    words, known = text_of(page), shipped_library()
    effects = [
        effect_on(one.card.caution, flags_of(person), known.care.caution.card).effect
        for one in known.movements.values()
    ]
    left_out = effects.count(FlagEffect.LEAVE_OUT)
    assert left_out > 3
    assert f"Of {len(effects)} movements, {left_out} are left out for now" in words
    assert f"and {effects.count(FlagEffect.NONE)} stay" in words
    assert words.count("You said: ") == 3
    for movement, effect in zip(known.movements.values(), effects, strict=True):
        linked = f'href="/movements/{movement.id}/"' in page.content.decode()
        assert linked == (effect is not FlagEffect.NONE), movement.id
    assert 'href="/routines/slow-stretch/"' in page.content.decode()
    assert 'href="/routines/desk-break/"' not in page.content.decode()


def test_the_ticks_of_last_time_are_there_when_the_list_comes_again(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="C4")

    page = alice.get("/first/").content.decode()

    assert 'name="cautions" value="C4" checked' in page
    assert 'name="emergency" value="none" required checked' not in page


def test_a_list_without_a_tick_is_no_answer(alice: Alice, person: Person) -> None:
    answer = alice.answers_the_first_list(cautions=[])

    assert answer.status_code == 400
    assert 'Tick what is true, or "None of these".' in text_of(answer).replace("&quot;", '"')
    assert not person.screenings.exists()


@pytest.mark.parametrize("question", ["C1", "C7", "A1"])
def test_a_tick_that_needs_a_when_is_not_taken_without_it(
    alice: Alice, person: Person, question: str
) -> None:
    answer = alice.answers_the_first_list(cautions=question)

    assert answer.status_code == 400
    assert not person.screenings.exists()


@pytest.mark.parametrize(
    ("when", "flagged"), [("first-three-months", False), ("later", True), ("after-birth", True)]
)
def test_when_decides_whether_a_flag_is_set(
    alice: Alice, person: Person, when: str, *, flagged: bool
) -> None:
    alice.answers_the_first_list(cautions="C1", when_C1=when)

    assert ("pregnancy_t2plus" in flags_of(person)) is flagged


def test_an_emergency_needs_no_answer_about_what_to_be_careful_with(
    alice: Alice, person: Person
) -> None:
    answer = alice.answers_the_first_list(emergency="some", cautions=[])

    assert answer["Location"] == "/closed/"
    assert person.screenings.get().flags is None


def test_the_number_of_the_country_stands_in_the_advice(alice: Alice) -> None:
    alice.answers_the_first_list(emergency="some", cautions=[], country="GB")

    page = alice.get("/closed/")

    assert "Call 999" in text_of(page)
    assert 'href="tel:911"' not in page.content.decode()


def test_what_changes_says_so_where_nothing_does(alice: Alice) -> None:
    alice.arrives()

    words = text_of(alice.get("/changes/"))

    assert shipped_library().care.caution.advice("clear").heading in words
    assert "All exercises stay as they are shown." in words
