"""Checks of what a card says about others: which are easier or harder, and who takes care."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from supine.library.movement import Caution, MovementCard
from supine.library.problems import Problem


def link_problems(card: MovementCard, file: str, known: Collection[str]) -> list[Problem]:
    """Give the movements that a movement calls easier or harder, and that cannot be meant.

    known: the ids of all movements there are, whether their cards are right or not, so that one
    broken card does not take others with it.
    """
    problems: list[Problem] = []
    for place, names in (("easier", card.easier), ("harder", card.harder)):
        problems += unknown_names(file, place, names, known)
        if card.id in names:
            fault = "a movement cannot be easier or harder than itself"
            problems.append(Problem(file, place, fault, f"Remove {card.id}"))
    problems += [
        Problem(file, "harder", f"{name!r} stands under easier as well", "Remove one of the two")
        for name in card.harder
        if name in card.easier
    ]
    return problems


def unknown_names(
    file: str,
    place: str,
    names: Collection[str],
    known: Collection[str],
    what: str = "movement",
) -> Iterator[Problem]:
    """Refuse names that no card of this kind has. what: the kind, as a person calls it."""
    for name in names:
        if name not in known:
            among = f"Use one of: {', '.join(sorted(known))}"
            remedy = among if known else "Add it to the library first"
            yield Problem(file, place, f"there is no {what} {name!r}", remedy)


def caution_problems(caution: Caution, file: str, flags: Collection[str]) -> Iterator[Problem]:
    """Refuse a flag that no question sets: a caution that never holds would protect nobody."""
    for place, names in (
        ("caution.leave_out_if", caution.leave_out_if),
        ("caution.adapt_if", caution.adapt_if),
    ):
        for name in names:
            if name not in flags:
                remedy = f"Use one of: {', '.join(sorted(flags))}"
                yield Problem(file, place, f"no question sets {name!r}", remedy)
    for name in caution.adapt_if:
        if name in caution.leave_out_if:
            fault = f"{name} leaves it out already"
            yield Problem(file, "caution.adapt_if", fault, "Remove it here or there")


def advice_problems(caution: Caution, advice: Mapping[str, str], file: str) -> Iterator[Problem]:
    """Refuse advice that a card gives and nobody has written."""
    for flag, key in caution.adapt_if.items():
        if key not in advice:
            fault = f"missing, though the card gives it for {flag}"
            yield Problem(file, f"advice.{key}", fault, "Add a sentence")
