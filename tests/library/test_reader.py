"""The shipped cards are right, and every way to get a card wrong is said where it was made."""

from pathlib import Path
from typing import Any

import pytest

from supine.library import SHIPPED, LibraryError, Problem, read_library, shipped_library
from tests.library.breaking import Change, broken, setting
from tests.own_cards import copied

KNEE_WAGS = "movements/knee-wags/card.yaml"
KNEE_WAGS_WORDS = "movements/knee-wags/words.en.yaml"
ROUTINE = "routines/three-minute/card.yaml"
SESSION = "session/words.en.yaml"


def test_the_shipped_library_has_no_problem_and_holds_the_four_movements() -> None:
    library, problems = read_library()

    assert problems == ()
    assert set(library.movements) >= {
        "knee-wags",
        "lying-adductor-squeeze",
        "lying-psoas-march",
        "spinal-flexion-drill",
    }
    assert set(library.routines) >= {"three-minute", "three-minute-plus"}


def rename_step(data: dict[str, Any]) -> None:
    data["rep"][1]["name"] = "over"


def both_move_and_hold(data: dict[str, Any]) -> None:
    data["rep"][0]["hold_seconds"] = [3, 5]


def neither_move_nor_hold(data: dict[str, Any]) -> None:
    del data["rep"][0]["seconds"]


def hold_backwards(data: dict[str, Any]) -> None:
    del data["rep"][0]["seconds"]
    data["rep"][0]["hold_seconds"] = [5, 3]


def count_twice(data: dict[str, Any]) -> None:
    data["rep"][1]["counts"] = "last"


def removing(key: str) -> Change:
    return lambda data: data.pop(key) and None


BROKEN: dict[str, tuple[str, Change, str, str]] = {
    "an unknown key": (KNEE_WAGS, setting("colour", to="red"), "colour", "nobody knows"),
    "a key inside a step": (
        KNEE_WAGS,
        setting("rep", 0, "speed", to=1),
        "rep[0].speed",
        "nobody knows",
    ),
    "a missing key": (KNEE_WAGS, removing("position"), "position", "missing"),
    "an id unlike its folder": (KNEE_WAGS, setting("id", to="wags"), "id", "folder's name"),
    "an id with spaces": (KNEE_WAGS, setting("id", to="knee wags"), "id", "knee wags"),
    "a version below one": (KNEE_WAGS, setting("version", to=0), "version", "0 is not right"),
    "sides nobody has": (KNEE_WAGS, setting("sides", to="three"), "sides", "three"),
    "an unknown position": (
        KNEE_WAGS,
        setting("position", to="hanging"),
        "position",
        "no position 'hanging'",
    ),
    "unknown equipment": (
        KNEE_WAGS,
        setting("equipment", to=[{"id": "anvil", "put_on_seconds": 3}]),
        "equipment",
        "'anvil'",
    ),
    "no steps": (KNEE_WAGS, setting("rep", to=[]), "rep", "at least 1"),
    "two steps of one name": (KNEE_WAGS, rename_step, "file", "the same name"),
    "a step that moves and holds": (KNEE_WAGS, both_move_and_hold, "rep[0]", "either"),
    "a step that does neither": (KNEE_WAGS, neither_move_nor_hold, "rep[0]", "either"),
    "a hold that runs backwards": (KNEE_WAGS, hold_backwards, "rep[0]", "backwards"),
    "a step of no time": (
        KNEE_WAGS,
        setting("rep", 0, "seconds", to=0),
        "rep[0].seconds",
        "greater than 0",
    ),
    "a word for a number": (
        KNEE_WAGS,
        setting("rep", 0, "seconds", to="two"),
        "rep[0].seconds",
        "a number belongs here. Write a number in figures",
    ),
    "a breath of no direction": (
        KNEE_WAGS,
        setting("rep", 0, "breath", to="up"),
        "rep[0].breath",
        "'up'",
    ),
    "two counts": (KNEE_WAGS, count_twice, "file", "counts"),
    "a range above the whole": (
        KNEE_WAGS,
        setting("range", "to", to=1.5),
        "range.to",
        "1.5",
    ),
    "a dose that shrinks": (KNEE_WAGS, setting("dose", "start", to=20), "dose", "grow"),
    "a dose per set with sides": (KNEE_WAGS, setting("dose", "per", to="set"), "file", "dose.per"),
    "advice without words": (
        KNEE_WAGS_WORDS,
        setting("advice", to={}),
        "advice.small-range",
        "osteoporosis",
    ),
    "a name of nothing": (KNEE_WAGS_WORDS, setting("name", to=""), "name", "''"),
    "a sentence too long": (KNEE_WAGS_WORDS, setting("aim", to="x" * 300), "aim", "200"),
    "words for no step": (
        KNEE_WAGS_WORDS,
        setting("say", "jump", to={"first": ["Jump."]}),
        "say.jump",
        "no such step",
    ),
    "a step with no word for the page": (
        KNEE_WAGS_WORDS,
        setting("steps", to={"over": "Over"}),
        "steps.back",
        "no word",
    ),
    "a word for the page of no step": (
        KNEE_WAGS_WORDS,
        setting("steps", "jump", to="Jump"),
        "steps.jump",
        "no such step",
    ),
    "no words for the page at all": (KNEE_WAGS_WORDS, removing("steps"), "steps", "missing"),
    "a word for the page too long to read from the floor": (
        KNEE_WAGS_WORDS,
        setting("steps", "over", to="Both knees over to the side"),
        "steps.over",
        "20",
    ),
    "a placeholder in a word for the page": (
        KNEE_WAGS_WORDS,
        setting("steps", "over", to="{Side}"),
        "file",
        "{Side}",
    ),
    "a step shown in silence": (
        KNEE_WAGS_WORDS,
        setting("show", to={"over": "Over."}),
        "show.back",
        "nothing is said",
    ),
    "a strange placeholder": (
        KNEE_WAGS_WORDS,
        setting("say", "over", "short", to=["{leg}."]),
        "say.over",
        "{leg}",
    ),
    "a placeholder where nothing is filled in": (
        KNEE_WAGS_WORDS,
        setting("show", "over", to="To the {side}."),
        "file",
        "{side}",
    ),
    "a line with equipment the card does not use": (
        KNEE_WAGS_WORDS,
        setting("setup", "full", to=[{"with": "strap", "say": "Strap on."}]),
        "setup.full[0]",
        "'strap'",
    ),
    "a routine with an unknown movement": (
        ROUTINE,
        setting("items", 0, "movement", to="juggling"),
        "items[0].movement",
        "juggling",
    ),
    "a routine of nothing": (ROUTINE, setting("items", to=[]), "items", "at least 1"),
    "a routine with too many reps": (
        ROUTINE,
        setting("items", 0, "reps", to=99),
        "items[0].reps",
        "99",
    ),
}


@pytest.mark.parametrize(("file", "change", "place", "fault"), BROKEN.values(), ids=BROKEN)
def test_a_broken_card_is_refused_with_its_place_and_its_fault(
    folder: Path, file: str, change: Change, place: str, fault: str
) -> None:
    problems = broken(folder, file, change)

    assert [problem for problem in problems if problem.place == place and fault in str(problem)], (
        problems
    )
    assert all(problem.remedy for problem in problems)


def test_a_list_is_not_called_too_short_for_the_faults_of_its_parts(folder: Path) -> None:
    problems = broken(folder, KNEE_WAGS, setting("rep", 0, "seconds", to="two"))

    assert [problem.place for problem in problems if problem.place.startswith("rep")] == [
        "rep[0].seconds"
    ]


def test_a_broken_card_does_not_hide_the_others(folder: Path) -> None:
    (folder / KNEE_WAGS).write_text("id: [")

    library, problems = read_library((folder,))

    assert "lying-psoas-march" in library.movements
    assert "knee-wags" not in library.movements
    assert any(problem.place.startswith("line ") for problem in problems)


def test_a_routine_is_left_out_with_the_movement_it_needs(folder: Path) -> None:
    (folder / KNEE_WAGS).write_text("id: [")

    library, problems = read_library((folder,))

    assert "three-minute" not in library.routines
    assert any("knee-wags" in problem.fault for problem in problems)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id: knee-wags\nid: knee-wags\n", "twice"),
        ("- a\n- b\n", "no keys"),
        ("", "no keys"),
        ("id: !!python/object:os.system {}\n", "not YAML"),
        ("a: b: c\n", "not YAML"),
    ],
)
def test_a_file_that_is_no_card_is_refused(folder: Path, text: str, fault: str) -> None:
    (folder / KNEE_WAGS).write_text(text)

    _, problems = read_library((folder,))

    assert [problem for problem in problems if fault in problem.fault], problems


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / KNEE_WAGS).write_bytes(b"\xff\xfe\x00id")

    _, problems = read_library((folder,))

    assert any("cannot be read" in problem.fault for problem in problems)


def test_missing_words_are_named(folder: Path) -> None:
    (folder / KNEE_WAGS_WORDS).unlink()

    _, problems = read_library((folder,))

    assert str(folder / KNEE_WAGS_WORDS) in {problem.file for problem in problems}


def test_a_folder_of_no_library_is_refused(tmp_path: Path) -> None:
    _, of_empty = read_library((SHIPPED, tmp_path))
    _, of_nowhere = read_library((SHIPPED, tmp_path / "nowhere"))

    assert "no cards" in of_empty[0].fault
    assert "no folder" in of_nowhere[0].fault


def test_without_session_words_there_is_no_library(folder: Path) -> None:
    (folder / SESSION).unlink()

    with pytest.raises(LibraryError, match="no words for the session"):
        read_library((folder,))


def test_a_library_that_asks_nobody_first_is_none(folder: Path) -> None:
    (folder / "care" / "settled.yaml").write_text("version: 1\nrules: []\n")

    with pytest.raises(LibraryError, match="no care cards") as refused:
        read_library((folder,))

    assert any(problem.place == "rules" for problem in refused.value.problems)


def test_a_new_folder_is_a_new_movement_beside_the_shipped_ones(tmp_path: Path) -> None:
    copied(tmp_path, "movements", "knee-wags", "slow-wags")

    library, problems = read_library((SHIPPED, tmp_path))

    assert problems == ()
    assert {"slow-wags", "knee-wags"} <= set(library.movements)


def test_a_problem_is_one_line_with_file_place_fault_and_remedy() -> None:
    problem = Problem("a/card.yaml", "rep[1].seconds", "0 is not a time", "Use 0.5 to 60")

    assert str(problem) == "a/card.yaml: rep[1].seconds: 0 is not a time. Use 0.5 to 60."


def test_every_piece_of_equipment_has_a_household_stand_in() -> None:
    for equipment in shipped_library().equipment.values():
        assert equipment.words.stand_in.casefold() != equipment.name.casefold()


def test_the_four_movements_keep_to_the_programme() -> None:
    movements = shipped_library().movements
    wags, squeeze, march, drill = (
        movements[name].card
        for name in (
            "knee-wags",
            "lying-adductor-squeeze",
            "lying-psoas-march",
            "spinal-flexion-drill",
        )
    )

    assert all(card.dose.reps == (10, 15) for card in (wags, squeeze, march, drill))
    assert (wags.position, squeeze.position, march.position) == ("hook-lying",) * 3
    assert drill.position == "long-sitting"
    assert wags.start.shoulders is not None
    assert (wags.start.shoulders.flexion or 0) > 90, "the arms are raised"
    assert (wags.range.from_share, wags.range.to_share) == (0.4, 1.0)
    assert squeeze.rep[0].breath == "out"
    assert squeeze.rep[1].hold_seconds == (3, 5)
    assert march.until == "tires"
    assert drill.rep[1].hold_seconds == (2, 3)
    assert drill.equipment[0].optional


def test_the_band_waits_for_the_full_dose() -> None:
    march = shipped_library().movements["lying-psoas-march"]

    assert march.equipment_at(9) == ()
    assert march.equipment_at(10) == ("resistance-band",)


def test_the_range_grows_from_small_to_whole() -> None:
    growing = shipped_library().movements["knee-wags"].card.range

    shares = [growing.share(rep) for rep in range(1, 9)]

    assert shares[0] == 0.4
    assert shares == sorted(shares)
    assert shares[5:] == [1.0, 1.0, 1.0]
