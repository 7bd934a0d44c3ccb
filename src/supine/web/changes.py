"""Steps up that are offered, and doses that rules or offers changed, as a page says them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from supine.care import Change, Dose, Offer
from supine.library import Routine
from supine.library.care_cards import Advice
from supine.web import shelf
from supine.web.exercises import Amount, amount_of, name_of
from supine.web.reasons import sentences


@dataclass(frozen=True)
class Move:
    """One exercise's dose before and after. before: None for an exercise that is new."""

    name: str
    before: Amount | None
    after: Amount

    @property
    def more(self) -> tuple[str, ...]:
        """Give the extras that are new."""
        known = self.before.extras if self.before else ()
        return tuple(extra for extra in self.after.extras if extra not in known)

    @property
    def reps_change(self) -> bool:
        """Tell whether the number of repetitions is another one."""
        return self.before is None or self.before.reps != self.after.reps


@dataclass(frozen=True)
class Offered:
    """One offer. sessions: a day, before and after, where it changes these.

    routine: the one that is offered, where it is one.
    """

    id: str
    moves: tuple[Move, ...]
    sessions: tuple[int, int] | None
    routine: Routine | None


@dataclass(frozen=True)
class OfferGroup:
    """Offers of one kind, with what is said of all of them and the reasons they share."""

    kind: str
    advice: Advice
    offers: tuple[Offered, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """Doses that the same rules changed on one day."""

    day: date
    moves: tuple[Move, ...]
    reasons: tuple[str, ...]


def groups_of(offers: Iterable[Offer]) -> list[OfferGroup]:
    """Put the offers of a kind together; each is still answered by itself."""
    book = shelf.library().care.offers
    groups = []
    for (kind, say), members in groupby(offers, key=lambda offer: (offer.kind, offer.say)):
        found = tuple(members)
        because = (rule_id for offer in found for rule_id in offer.because)
        groups.append(
            OfferGroup(
                kind.value,
                book.advice(say),
                tuple(_offered(offer) for offer in found),
                sentences(because),
            )
        )
    return groups


def changes_of(changes: Iterable[Change]) -> list[Changed]:
    """Put together what the same rules changed on the same day."""
    return [
        Changed(
            day,
            tuple(_move(one.movement, one.before, one.after) for one in members),
            sentences(because),
        )
        for (day, because), members in groupby(changes, key=lambda one: (one.day, one.because))
    ]


def _offered(offer: Offer) -> Offered:
    moves = tuple(_move(move.movement, move.before, move.after) for move in offer.moves)
    routine = shelf.library().routines[offer.routine] if offer.routine else None
    return Offered(offer.id, moves, offer.sessions_a_day, routine)


def _move(movement: str, before: Dose | None, after: Dose) -> Move:
    known = amount_of(movement, before) if before is not None else None
    return Move(name_of(movement), known, amount_of(movement, after))
