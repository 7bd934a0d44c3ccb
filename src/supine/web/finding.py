"""What the library page looks for: a search, filters, and what to loosen where nothing is found.

An address that asks for what does not exist, or means nothing, asks for nothing there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, get_args
from urllib.parse import urlencode

from django.http import QueryDict

from supine.library import Library, Movement, Position, Routine
from supine.library.movement import Aim
from supine.web.lengths import movement_minutes, routine_minutes
from supine.web.searching import Text, words_of

LONGEST_MINUTES = 90
MOST_WORDS = 8
# Upright positions are told apart by the floor: kneeling or sitting on it, standing or on a chair.
UPRIGHT, LOW, UP = "upright", "low", "up"
NOTHING = "nothing"
AIMS: tuple[str, ...] = get_args(Aim)

ThingT = TypeVar("ThingT", Movement, Routine)


@dataclass(frozen=True)
class Wanted:
    """What is looked for. have: the equipment at hand, None where nobody said; () for nothing."""

    words: str = ""
    minutes: int | None = None
    position: str = ""
    aim: str = ""
    have: tuple[str, ...] | None = None
    off_floor: bool = False

    @classmethod
    def read(cls, query: QueryDict, library: Library) -> Wanted:
        """Read an address; what means nothing is left out."""
        time = query.get("time", "")
        given = query.getlist("have")
        have = tuple(name for name in library.equipment if name in given)
        position = query.get("position", "")
        aim = query.get("aim", "")
        return cls(
            words=query.get("q", "")[:100],
            minutes=_minutes(time),
            position=position if position in places_in(library) else "",
            aim=aim if aim in AIMS else "",
            have=have if have or NOTHING in given else None,
            off_floor=query.get("floor") == "no",
        )

    @property
    def active(self) -> tuple[str, ...]:
        """Give the names of all that narrows the search."""
        empty = Wanted()
        return tuple(name for name in RULES if getattr(self, name) != getattr(empty, name))

    def without(self, name: str) -> Wanted:
        """Give the same, less one."""
        return replace(self, **{name: getattr(Wanted(), name)})

    def address(self) -> str:
        """Write it as the query of an address."""
        asked: list[tuple[str, object]] = [
            ("q", self.words),
            ("time", self.minutes),
            ("position", self.position),
            ("aim", self.aim),
            ("floor", "no" if self.off_floor else ""),
        ]
        asked = [(name, value) for name, value in asked if value]
        asked += [("have", name) for name in self.have or ()]
        asked += [("have", NOTHING)] if self.have == () else []
        return urlencode(asked)


@dataclass(frozen=True)
class Entry:
    """What of one movement or routine is looked at. places: of all its positions."""

    text: Text
    minutes: int
    places: frozenset[str]
    needs: frozenset[str]
    aims: frozenset[str]
    off_floor: bool


@dataclass(frozen=True)
class Looser:
    """What could be left away, how many would then be found, and the address that does it."""

    name: str
    count: int
    query: str


@dataclass(frozen=True)
class Found:
    """What was found, the nearest first."""

    routines: tuple[Routine, ...]
    movements: tuple[Movement, ...]

    @property
    def count(self) -> int:
        """Count both."""
        return len(self.routines) + len(self.movements)


def find(library: Library, wanted: Wanted) -> Found:
    """Give all that is wanted."""
    return Catalogue.of(library).find(wanted)


def looser(library: Library, wanted: Wanted) -> list[Looser]:
    """Give what to leave away where nothing was found: each that alone would find something."""
    everything = Catalogue.of(library)
    found = ((name, wanted.without(name)) for name in wanted.active)
    counted = [Looser(name, everything.find(one).count, one.address()) for name, one in found]
    return [one for one in counted if one.count]


def places_in(library: Library) -> tuple[str, ...]:
    """Give the places in which some movement begins, the lowest first."""
    used = {place_of(library.positions[one.card.position]) for one in library.movements.values()}
    return tuple(place for place in PLACES if place in used)


def place_of(position: Position) -> str:
    """Give the place: how the body lies, or whether it is low or up."""
    if position.card.orientation != UPRIGHT:
        return position.card.orientation
    return LOW if position.card.on_floor else UP


def needs_of(movement: Movement) -> tuple[str, ...]:
    """Give what a movement cannot do without."""
    uses = movement.card.equipment
    return tuple(use.id for use in uses if not (use.optional or use.full_dose_only))


PLACES = ("on-back", "on-side", "on-front", "on-all-fours", LOW, UP)

RULES: Mapping[str, Callable[[Entry, Wanted], bool]] = {
    "words": lambda _entry, _wanted: True,  # by rank, which orders as well
    "minutes": lambda entry, wanted: wanted.minutes is None or entry.minutes <= wanted.minutes,
    "position": lambda entry, wanted: not wanted.position or entry.places == {wanted.position},
    "aim": lambda entry, wanted: not wanted.aim or wanted.aim in entry.aims,
    "have": lambda entry, wanted: wanted.have is None or entry.needs <= set(wanted.have),
    "off_floor": lambda entry, wanted: not wanted.off_floor or entry.off_floor,
}


@dataclass(frozen=True)
class Catalogue:
    """Everything there is, with what is looked at."""

    routines: tuple[tuple[Routine, Entry], ...]
    movements: tuple[tuple[Movement, Entry], ...]

    @classmethod
    def of(cls, library: Library) -> Catalogue:
        """Read a library, in the order of names."""
        routines = sorted(library.routines.values(), key=lambda one: one.name.casefold())
        movements = sorted(library.movements.values(), key=lambda one: one.name.casefold())
        return cls(
            tuple((one, _routine_entry(one, library)) for one in routines),
            tuple((one, _movement_entry(one, library)) for one in movements),
        )

    def find(self, wanted: Wanted) -> Found:
        """Give what passes every rule, the nearest first; among equals the order stays.

        Slips in what was typed are forgiven only where nothing is found without.
        """
        found = self._find(wanted, slips=False)
        return found if found.count or not wanted.words else self._find(wanted, slips=True)

    def _find(self, wanted: Wanted, *, slips: bool) -> Found:
        return Found(
            _passing(self.routines, wanted, slips=slips),
            _passing(self.movements, wanted, slips=slips),
        )


def _passing(
    things: tuple[tuple[ThingT, Entry], ...], wanted: Wanted, *, slips: bool
) -> tuple[ThingT, ...]:
    query = words_of(wanted.words)[:MOST_WORDS]
    ranked = [
        (rank, thing)
        for thing, entry in things
        if all(rule(entry, wanted) for rule in RULES.values())
        and (rank := entry.text.rank(query, slips=slips)) is not None
    ]
    return tuple(thing for _, thing in sorted(ranked, key=lambda pair: pair[0]))


def _movement_entry(movement: Movement, library: Library) -> Entry:
    card, words = movement.card, movement.words
    position = library.positions[card.position]
    return Entry(
        text=Text.of(words.name, words.also_called, [card.clinical_name], [words.aim]),
        minutes=movement_minutes(movement),
        places=frozenset({place_of(position)}),
        needs=frozenset(needs_of(movement)),
        aims=frozenset(card.aims),
        off_floor=not position.card.on_floor,
    )


def _routine_entry(routine: Routine, library: Library) -> Entry:
    """Give what is looked at; a routine is found by the names of its movements as well."""
    parts = [library.movements[item.movement] for item in routine.card.items]
    positions = [library.positions[part.card.position] for part in parts]
    return Entry(
        text=Text.of(
            routine.name,
            [routine.words.aim],
            (part.name for part in parts),
            (name for part in parts for name in part.words.also_called),
        ),
        minutes=routine_minutes(routine),
        places=frozenset(map(place_of, positions)),
        needs=frozenset(name for part in parts for name in needs_of(part)),
        aims=frozenset(routine.card.aims),
        off_floor=routine.card.place == "bed"
        or not any(position.card.on_floor for position in positions),
    )


def _minutes(text: str) -> int | None:
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text) if 1 <= int(text) <= LONGEST_MINUTES else None
