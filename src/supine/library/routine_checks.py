"""Checks of a routine against the movements it names and against its words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from supine.library.links import advice_problems, unknown_names
from supine.library.problems import Problem
from supine.library.things import Item, Movement, RoutineCard
from supine.library.words import RoutineWords


def routine_problems(
    card: RoutineCard,
    words: RoutineWords,
    files: tuple[str, str],
    movements: Mapping[str, Movement],
) -> list[Problem]:
    """Give what is wrong between a routine, its words and the movements of the library.

    files: the paths of the card and of the words, for the problems.
    """
    card_file, words_file = files
    problems = [
        problem
        for index, item in enumerate(card.items)
        for problem in _item_problems(item, f"items[{index}]", card_file, movements)
    ]
    problems += advice_problems(card.caution, words.advice, words_file)
    if card.caution.leave_out_if and not words.leave_out:
        fault = "it says nowhere who should leave it out, though the card leaves it out for some"
        problems.append(Problem(words_file, "leave_out", fault, "Add a sentence for each"))
    return problems


def _item_problems(
    item: Item, place: str, file: str, movements: Mapping[str, Movement]
) -> Iterator[Problem]:
    yield from unknown_names(file, f"{place}.movement", [item.movement], movements)
    yield from _stand_in_problems(item, f"{place}.instead", file, movements)
    if item.hold_seconds is None or item.movement not in movements:
        return
    bounds = movements[item.movement].card.hold_bounds
    if bounds is None:
        fault = f"nothing is held in {item.movement}"
        yield Problem(file, f"{place}.hold_seconds", fault, "Remove the line")
    elif not bounds[0] <= item.hold_seconds <= bounds[1]:
        fault = f"{item.hold_seconds} is not right: {item.movement} is held otherwise"
        remedy = f"Use {bounds[0]} to {bounds[1]}"
        yield Problem(file, f"{place}.hold_seconds", fault, remedy)


def _stand_in_problems(
    item: Item, place: str, file: str, movements: Collection[str]
) -> Iterator[Problem]:
    yield from unknown_names(file, place, item.instead, movements)
    if item.movement in item.instead:
        fault = "a movement cannot stand in for itself"
        yield Problem(file, place, fault, f"Remove {item.movement}")
