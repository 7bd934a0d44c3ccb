"""One data folder is one person."""

import pytest

from supine.diary.models import Person
from supine.diary.people import current_person, remember_leg_side, remember_options


@pytest.mark.django_db
def test_a_new_folder_gets_its_person_once() -> None:
    first, second = current_person(), current_person()

    assert first == second
    assert Person.objects.count() == 1


def test_nothing_is_known_about_a_new_person(alice: Person) -> None:
    assert (alice.leg_side, alice.emergency_number, alice.options) == ("", "", {})


def test_the_leg_is_remembered_and_can_be_changed(alice: Person) -> None:
    remember_leg_side(alice, "left")
    remember_leg_side(alice, "both")

    assert current_person().leg_side == "both"


def test_a_leg_nobody_has_is_refused(alice: Person) -> None:
    with pytest.raises(ValueError, match="third"):
        remember_leg_side(alice, "third")


def test_what_was_chosen_is_remembered(alice: Person) -> None:
    remember_options(alice, {"reps": 8, "pace": "slower"})

    assert current_person().options == {"reps": 8, "pace": "slower"}
