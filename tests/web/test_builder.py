"""Building a routine of one's own, press by press, as without scripts."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from supine.diary.models import Person
from supine.library import MOST_ITEMS, shipped_library
from supine.timeline import Options
from supine.web import shelf
from supine.web.building import Draft, free_id
from supine.web.planning import planned_timeline
from tests.web.cast import Alice, text_of

if TYPE_CHECKING:
    # What the test client gives has a name only in Django's stubs.
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

LIBRARY = shipped_library()
TWO = {
    "name": "My evening",
    "aim": "To wind down.",
    "rest": "6",
    "line": ["1", "2"],
    "movement-1": "knee-wags",
    "reps-1": "8",
    "movement-2": "lying-adductor-squeeze",
    "reps-2": "10",
    "hold-2": "4",
}


@pytest.fixture
def builder(alice: Alice) -> Alice:
    return alice.arrives()


def press(alice: Alice, do: str, path: str = "/routines/new/", **changed: object) -> Answer:
    """Send the form of two movements, with changes, by pressing a button."""
    sent: dict[str, Any] = {**TWO, **changed, "do": do}
    return alice.post(path, **sent)


def order(answer: Answer) -> list[str]:
    """Give the movements of the draft as the page has them, in order."""
    return re.findall(r'name="movement-\d+" value="([^"]+)"', answer.content.decode())


def value_of(answer: Answer, name: str) -> str | None:
    found = re.search(rf'<input[^>]*name="{name}" value="([^"]*)"', answer.content.decode())
    return found[1] if found else None


def focused(answer: Answer) -> list[str]:
    """Give the ids of what is to have the focus."""
    return re.findall(
        r'<(?:input|button)[^>]*\bid="([^"]+)"[^>]*\bautofocus', answer.content.decode()
    )


def error_of(answer: Answer, field: str) -> str:
    found = re.search(rf'id="{field}-error">(.*?)</p>', answer.content.decode(), re.DOTALL)
    assert found is not None
    return found[1].strip()


def test_it_begins_empty_and_offers_every_movement(builder: Alice) -> None:
    answer = builder.get("/routines/new/")

    assert answer.status_code == 200
    assert order(answer) == []
    for movement in LIBRARY.movements:
        assert f'value="add-{movement}"' in answer.content.decode()


def test_a_movement_is_added_with_the_dose_of_the_first_days(builder: Alice) -> None:
    answer = press(builder, "add-lying-psoas-march")

    assert order(answer) == ["knee-wags", "lying-adductor-squeeze", "lying-psoas-march"]
    start = LIBRARY.movements["lying-psoas-march"].card.dose.start
    assert value_of(answer, "reps-3") == str(start)
    assert "Added: Lying psoas march, number 3." in text_of(answer)
    assert focused(answer) == ["add-lying-psoas-march"]


def test_a_movement_moves_and_the_focus_goes_with_it(builder: Alice) -> None:
    answer = press(builder, "up-2")

    assert order(answer) == ["lying-adductor-squeeze", "knee-wags"]
    assert "Lying adductor squeeze is now number 1." in text_of(answer)
    assert focused(answer) == ["up-2"]
    assert order(press(builder, "down-2")) == ["knee-wags", "lying-adductor-squeeze"]
    assert order(press(builder, "down-1")) == ["lying-adductor-squeeze", "knee-wags"]


def test_a_movement_that_is_taken_out_gives_the_focus_to_the_next(builder: Alice) -> None:
    answer = press(builder, "remove-1")

    assert order(answer) == ["lying-adductor-squeeze"]
    assert focused(answer) == ["remove-2"]
    assert focused(press(builder, "remove-2")) == ["remove-1"]
    assert focused(press(builder, "remove-2", line=["2"])) == ["find"]


@pytest.mark.parametrize(
    "do", ["up-2", "remove-2", "add-knee-wags", "look", "up-99", "nonsense", ""]
)
def test_nothing_typed_is_lost_by_a_press(builder: Alice, do: str) -> None:
    answer = press(builder, do, name="An <odd> name", rest="many", **{"reps-1": "lots"})

    assert answer.status_code == 200
    assert value_of(answer, "name") == "An &lt;odd&gt; name"
    assert value_of(answer, "aim") == "To wind down."
    assert value_of(answer, "rest") == "many"
    assert value_of(answer, "reps-1") == "lots"


def test_the_length_is_that_of_the_saved_routine(builder: Alice, person: Person) -> None:
    person.refresh_from_db()
    page = text_of(press(builder, "look")).replace("&nbsp;", " ")

    press(builder, "save")

    minutes, seconds = divmod(round(planned_timeline("my-evening", Options()).seconds / 5) * 5, 60)
    assert f"{minutes} min {seconds} s" in page


def test_more_repetitions_make_it_longer_before_it_is_saved(builder: Alice) -> None:
    def length(**changed: str) -> int:
        page = text_of(press(builder, "look", **changed)).replace("&nbsp;", " ")
        found = re.search(r"How long (\d+) min(?: (\d+) s)?", page)
        assert found is not None
        return int(found[1]) * 60 + int(found[2] or 0)

    assert length(**{"reps-1": "15"}) > length() > length(**{"reps-1": "5"})
    assert length(**{"hold-2": "5"}) > length()
    assert length(rest="60") > length()


def test_what_is_said_can_be_read_before_it_is_saved(builder: Alice) -> None:
    page = text_of(press(builder, "look")).replace("&#x27;", "'")

    assert "What is said" in page
    assert LIBRARY.movements["knee-wags"].words.setup.written(frozenset())[0] in page


def test_a_number_outside_the_card_is_told_where_it_stands(builder: Alice) -> None:
    answer = press(builder, "look", **{"reps-1": "40", "hold-2": "90"}, rest="-1")

    dose = LIBRARY.movements["knee-wags"].card.dose
    said = f"Choose a whole number from 1 to {dose.reps[1]}."
    assert error_of(answer, "reps-1") == said
    assert error_of(answer, "hold-2") == "Choose a hold from 3 to 5 seconds."
    assert error_of(answer, "rest") == "Choose a whole number from 0 to 120."
    assert error_of(answer, "reps-2") == ""
    assert "It shows again when all numbers are right." in text_of(answer)


@pytest.mark.parametrize("number", ["", "8.5", "eight", "-3", "1e1", "\u0668", "0"])
def test_what_is_no_whole_number_is_told(builder: Alice, number: str) -> None:
    assert error_of(press(builder, "look", **{"reps-1": number}), "reps-1")


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("name", {"name": "  "}),
        ("name", {"name": "n" * 201}),
        ("name", {"name": "the THREE minutes"}),
        ("aim", {"aim": ""}),
        ("reps-2", {"reps-2": "99"}),
    ],
)
def test_what_cannot_be_saved_is_told_at_its_field(
    builder: Alice, field: str, changed: dict[str, str]
) -> None:
    answer = press(builder, "save", **changed)

    assert answer.status_code == 400
    assert error_of(answer, field)
    assert focused(answer) == [field]
    assert shelf.own_ids("routines") == frozenset()


def test_a_routine_without_movements_cannot_be_saved(builder: Alice) -> None:
    answer = press(builder, "save", line=[])

    assert answer.status_code == 400
    assert error_of(answer, "lines") == "Add at least one movement."
    assert focused(answer) == ["find"]


def test_a_name_and_an_aim_are_not_asked_for_before_saving(builder: Alice) -> None:
    answer = press(builder, "add-knee-wags", name="", aim="")

    assert error_of(answer, "name") == error_of(answer, "aim") == ""


def test_a_saved_routine_is_there_as_it_was_typed(builder: Alice) -> None:
    answer = press(builder, "save", aims=["settle"], place="bed")

    assert answer["Location"] == "/routines/my-evening/"
    saved = shelf.library().routines["my-evening"]
    assert (saved.name, saved.words.aim) == ("My evening", "To wind down.")
    assert (saved.card.aims, saved.card.place) == (("settle",), "bed")
    assert saved.card.rest_seconds == 6
    items = [(item.movement, item.reps, item.hold_seconds) for item in saved.card.items]
    assert items == [("knee-wags", 8, None), ("lying-adductor-squeeze", 10, 4)]
    assert "My evening Your own" in text_of(builder.get("/library/"))


def test_two_routines_do_not_share_an_address(builder: Alice) -> None:
    press(builder, "save")
    again = press(builder, "save", name="My evening!")

    assert again["Location"] == "/routines/my-evening-2/"


def test_an_own_routine_is_changed_under_its_old_address(builder: Alice) -> None:
    press(builder, "save")

    shown = builder.get("/routines/my-evening/edit/")
    answer = press(builder, "save", "/routines/my-evening/edit/", name="My night", line=["2"])

    assert order(shown) == ["knee-wags", "lying-adductor-squeeze"]
    assert value_of(shown, "hold-2") == "4"
    assert answer["Location"] == "/routines/my-evening/"
    changed = shelf.library().routines["my-evening"]
    assert (changed.name, changed.card.version) == ("My night", 2)
    assert [item.movement for item in changed.card.items] == ["lying-adductor-squeeze"]


@pytest.mark.parametrize("routine", sorted(LIBRARY.routines))
def test_every_routine_can_be_made_ones_own(builder: Alice, routine: str) -> None:
    source = LIBRARY.routines[routine]
    draft = Draft.of(source, LIBRARY)
    sent: dict[str, object] = {
        "line": [line.key for line in draft.lines],
        "name": "A copy",
        "aim": draft.aim,
        "aims": draft.aims,
        "place": draft.place,
        "rest": draft.rest,
        "source": draft.source,
    }
    for line in draft.lines:
        sent |= {f"movement-{line.key}": line.movement, f"reps-{line.key}": line.reps}
        sent |= {f"hold-{line.key}": line.hold}

    shown = builder.get(f"/routines/new/?from={routine}")
    answer = builder.post("/routines/new/", do="save", **sent)

    assert order(shown) == [item.movement for item in source.card.items]
    assert answer.status_code == 302, text_of(answer)
    copy = shelf.library().routines["a-copy"]
    assert copy.card.caution == source.card.caution
    assert copy.words.leave_out == source.words.leave_out
    assert [item.instead for item in copy.card.items] == [
        item.instead for item in source.card.items
    ]


def test_a_copy_keeps_the_name_until_it_is_saved_and_then_asks_for_another(builder: Alice) -> None:
    answer = press(builder, "save", name="The three minutes", source="three-minute")

    assert error_of(answer, "name").startswith("There is a routine of this name.")


def test_the_file_has_what_would_be_saved_and_saves_nothing(builder: Alice) -> None:
    answer = press(builder, "download")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        card = archive.read("my-evening/card.yaml").decode()
        words = archive.read("my-evening/words.en.yaml").decode()
    assert "movement: knee-wags" in card
    assert "name: My evening" in words
    assert shelf.own_ids("routines") == frozenset()


def test_the_list_to_add_from_can_be_searched(builder: Alice) -> None:
    page = press(builder, "look", find="cat cow").content.decode()

    assert re.findall(r'value="add-([^"]+)"', page) == ["cat-camel"]
    assert "Nothing found." in text_of(press(builder, "look", find="xylophone"))


def test_what_is_left_out_for_this_person_is_said_where_it_is_chosen(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="A1", when_A1="not-yet")
    alice.confirms_the_limits()

    page = text_of(press(alice, "look", find="knee wags"))

    assert page.count("An answer of yours leaves this out.") == 1
    assert "Knee wags Left out for you" in page


def test_a_full_routine_takes_no_more(builder: Alice) -> None:
    keys = [str(number) for number in range(1, MOST_ITEMS + 1)]
    lines = {f"movement-{key}": "knee-wags" for key in keys} | {f"reps-{key}": "8" for key in keys}

    answer = press(builder, "add-knee-wags", line=keys, **lines)

    assert len(order(answer)) == MOST_ITEMS
    assert "The routine is full." in text_of(answer)


def test_what_no_form_of_ours_sends_does_no_harm(builder: Alice) -> None:
    answer = press(builder, "look", line=["1", "1", "../x", "7"], **{"movement-7": "moon-walk"})

    assert answer.status_code == 200
    assert order(answer) == ["knee-wags"]


@pytest.mark.usefixtures("nothing_kept")
def test_a_disk_that_takes_nothing_is_said_and_nothing_is_lost(builder: Alice) -> None:
    answer = press(builder, "save")

    assert answer.status_code == 507
    assert "It could not be kept" in text_of(answer)
    assert value_of(answer, "name") == "My evening"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("My Evening!", "my-evening"),
        ("90/90 day", "day"),
        ("\u0432\u0435\u0447\u0435\u0440", "my-routine"),
        ("New", "new-2"),
        ("The three minutes", "the-three-minutes"),
        ("three minute", "three-minute-2"),
        ("a__b", "a-b"),
        ("x" * 80, "x" * 50),
    ],
)
def test_a_name_becomes_an_address_of_its_own(name: str, made: str) -> None:
    assert free_id(name, LIBRARY) == made
