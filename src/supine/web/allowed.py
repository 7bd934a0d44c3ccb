"""What of a list is not for this person now, so that nobody has to open it to find out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from supine.care import Flags, Today, effect_on
from supine.diary.models import Person
from supine.library import Movement, Routine
from supine.library.care_cards import FlagEffect
from supine.web import shelf
from supine.web.fitted import fitted_on


def routines_not_now(
    today: Today, person: Person, now: datetime, routines: Iterable[Routine]
) -> frozenset[str]:
    """Give the ids of the routines that are not for now. now: aware, in the person's zone."""
    return frozenset(one.id for one in routines if fitted_on(today, person, now, one).not_now)


def movements_left_out(flags: Flags, movements: Iterable[Movement]) -> frozenset[str]:
    """Give the ids of the movements that an answer of the person leaves out."""
    card = shelf.library().care.caution.card
    effects = ((one.id, effect_on(one.card.caution, flags, card)) for one in movements)
    return frozenset(name for name, effect in effects if effect.effect is FlagEffect.LEAVE_OUT)
