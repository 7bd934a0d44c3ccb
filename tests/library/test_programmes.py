"""The programme card: its ladder and stages can be climbed, and it names only what is there."""

from pathlib import Path

import pytest

from supine.library import SHIPPED, read_library, shipped_library
from supine.library.programme import Extra
from tests.library.breaking import Change, change_file, copy_cards

CARD = "programmes/three-minute/card.yaml"
WORDS = "programmes/three-minute/words.en.yaml"


def test_the_shipped_programme_climbs_from_five_to_fifteen_in_three_stages() -> None:
    programme = shipped_library().programmes["three-minute"]

    assert programme.card.ladder == (5, 8, 10, 12, 15)
    assert [stage.id for stage in programme.card.stages] == ["gentle", "full", "bonus"]
    assert set(programme.words.stages) == {"gentle", "full", "bonus"}
    assert programme.card.follows[:2] == ("hip-mobility-4", "hip-mobility-10")
    assert programme.card.grows["lying-adductor-squeeze"] == {Extra.HOLD: 2, Extra.EFFORT: 2}


def test_holds_grow_only_to_the_longest_that_the_movement_allows() -> None:
    library = shipped_library()

    for movement, extras in library.programmes["three-minute"].card.grows.items():
        holds = [step.hold_seconds for step in library.movements[movement].card.rep]
        longer = [longest - shortest for shortest, longest in filter(None, holds)]
        assert extras.get(Extra.HOLD, 0) <= max(longer, default=0)


def test_every_dose_of_a_programme_starts_on_its_ladder() -> None:
    library = shipped_library()

    for programme in library.programmes.values():
        routines = [library.routines[stage.routine] for stage in programme.card.stages]
        named = {item.movement for routine in routines for item in routine.card.items}
        doses = [library.movements[movement].card.dose for movement in named]
        assert {dose.start for dose in doses} <= set(programme.card.ladder)
        assert {dose.gentle for dose in doses} <= set(programme.card.ladder)


BROKEN: list[tuple[str, Change, str, str]] = [
    (CARD, lambda card: card.update(colour="red"), "colour", "nobody knows this key"),
    (CARD, lambda card: card.update(id="four-minute"), "id", "not the folder's name"),
    (CARD, lambda card: card.update(ladder=[5, 8, 8]), "file", "must grow from step to step"),
    (CARD, lambda card: card.update(back_to=15), "file", "under its top"),
    (CARD, lambda card: card.update(sessions_a_day=[2, 1]), "file", "runs backwards"),
    (CARD, lambda card: card["stages"][0].update(from_reps=5), "file", "open from the start"),
    (CARD, lambda card: card["stages"][1].pop("from_reps"), "file", "needs either from_reps"),
    (CARD, lambda card: card["stages"].reverse(), "file", "the first stage is open"),
    (
        CARD,
        lambda card: card["stages"].insert(1, {**card["stages"][2], "id": "early"}),
        "file",
        "only the last stage",
    ),
    (CARD, lambda card: card["stages"][1].update(routine="nine"), "stages", "no routine 'nine'"),
    (CARD, lambda card: card.update(settle="hammock"), "stages", "no routine 'hammock'"),
    (CARD, lambda card: card["once_a_day"].append("walk"), "once_a_day", "'walk'"),
    (CARD, lambda card: card["grows"].update(walk={"level": 1}), "grows", "'walk'"),
    (CARD, lambda card: card.update(follows=["nine"]), "follows", "no routine 'nine'"),
    (CARD, lambda card: card.update(follows=["settle"]), "file", "already has"),
    (CARD, lambda card: card.update(follows=["three-minute"]), "file", "already has"),
    (CARD, lambda card: card.update(follows=["nine", "nine"]), "file", "names a routine twice"),
    (WORDS, lambda words: words["stages"].pop("full"), "stages.full", "the text is missing"),
    (
        WORDS,
        lambda words: words["grows"]["knee-wags"].update(hold="Longer."),
        "grows.knee-wags.hold",
        "nothing uses this text",
    ),
]


@pytest.mark.parametrize(("file", "change", "place", "fault"), BROKEN)
def test_a_broken_programme_is_left_out_and_named_with_place_and_fault(
    tmp_path: Path, file: str, change: Change, place: str, fault: str
) -> None:
    copy_cards("programmes", to=tmp_path)
    path = tmp_path / file
    change_file(path, change)

    _, problems = read_library((SHIPPED, tmp_path))

    found = [problem for problem in problems if problem.file == str(path)]
    assert any(problem.place == place and fault in problem.fault for problem in found), problems
    assert all(problem.remedy for problem in problems)
