"""A routine that somebody is putting together: what was typed so far, and what is wrong with it.

Everything is kept as it was typed, right or wrong, so that a mistake can be shown where it was made
and nothing is lost. Only what has no fault becomes a routine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify

from supine.library import MOST_ITEMS, Item, Library, Movement, Routine
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from supine.web.finding import AIMS

LONGEST_REST_SECONDS = 120
USUAL_REST_SECONDS = 5
LONGEST_TEXT = 200
LONGEST_ID = 50
PLACES = ("floor", "bed")
WHOLE_NUMBER = re.compile(r"[0-9]{1,4}")
# A name of which nothing can stand in an address, and addresses that are pages already.
ANY_ID, PAGES = "my-routine", frozenset({"new", "take"})

Faults = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One movement of the draft, by a key that stays when it is moved. reps, hold: as typed."""

    key: str
    movement: str
    reps: str
    hold: str = ""


@dataclass(frozen=True)
class Bounds:
    """The least and the most that may be asked for. hold: None where it has no choice."""

    reps: tuple[int, int]
    hold: tuple[int, int] | None


@dataclass(frozen=True)
class Draft:
    """All that was typed. source: the routine it was copied from, whose cautions it keeps."""

    name: str = ""
    aim: str = ""
    aims: tuple[str, ...] = ()
    place: str = PLACES[0]
    rest: str = str(USUAL_REST_SECONDS)
    lines: tuple[Line, ...] = ()
    source: str = ""

    @classmethod
    def of(cls, routine: Routine, library: Library) -> Draft:
        """Begin with a routine that is there."""
        card = routine.card
        draft = cls(
            routine.name,
            routine.words.aim,
            card.aims,
            card.place,
            f"{card.rest_seconds:g}",
            source=routine.id,
        )
        for item in card.items:
            reps = library.reps(item, None)
            draft = draft.added(library.movements[item.movement], reps, item.hold_seconds)
        return draft

    @classmethod
    def read(cls, data: QueryDict, library: Library) -> Draft:
        """Read what a form sent. Movements that are not there are left away."""
        keys = list(dict.fromkeys(key for key in data.getlist("line") if key.isalnum()))
        lines = tuple(
            Line(
                key,
                data.get(f"movement-{key}", ""),
                data.get(f"reps-{key}", "").strip(),
                data.get(f"hold-{key}", "").strip(),
            )
            for key in keys[:MOST_ITEMS]
        )
        return cls(
            name=data.get("name", "").strip(),
            aim=data.get("aim", "").strip(),
            aims=tuple(aim for aim in AIMS if aim in data.getlist("aims")),
            place=place if (place := data.get("place", "")) in PLACES else PLACES[0],
            rest=data.get("rest", "").strip(),
            lines=tuple(line for line in lines if line.movement in library.movements),
            source=data.get("source", ""),
        )

    def added(
        self, movement: Movement, reps: int | None = None, hold_seconds: int | None = None
    ) -> Draft:
        """Put a movement at the end, with its dose of the first days unless another is given."""
        if len(self.lines) >= MOST_ITEMS:
            return self
        key = str(max((int(line.key) for line in self.lines if line.key.isdigit()), default=0) + 1)
        held = movement.card.hold_bounds
        hold = "" if held is None or held[0] == held[1] else str(hold_seconds or held[0])
        line = Line(key, movement.id, str(reps or movement.card.dose.start), hold)
        return replace(self, lines=(*self.lines, line))

    def moved(self, key: str, by: int) -> Draft:
        """Move one line up (-1) or down (1); at the end of the list nothing changes."""
        lines = list(self.lines)
        place = self.place_of(key)
        if place is None or not 0 <= place + by < len(lines):
            return self
        lines.insert(place + by, lines.pop(place))
        return replace(self, lines=tuple(lines))

    def without(self, key: str) -> Draft:
        """Take one line away."""
        return replace(self, lines=tuple(line for line in self.lines if line.key != key))

    def place_of(self, key: str) -> int | None:
        """Give where a line stands, from 0; None where there is no such line."""
        return next((index for index, line in enumerate(self.lines) if line.key == key), None)


def bounds_of(movement: Movement) -> Bounds:
    """Give what may be asked for: at most the top of the full dose, and fewer is always gentler."""
    held = movement.card.hold_bounds
    return Bounds((1, movement.card.dose.reps[1]), held if held and held[0] < held[1] else None)


def number_faults(draft: Draft, library: Library) -> Faults:
    """Give every number that is none, or outside what its card allows, by the field's name."""
    faults = {}
    for line in draft.lines:
        bounds = bounds_of(library.movements[line.movement])
        if not _is_within(line.reps, *bounds.reps):
            faults[f"reps-{line.key}"] = "range"
        if bounds.hold is not None and not _is_within(line.hold, *bounds.hold):
            faults[f"hold-{line.key}"] = "range"
    if not _is_within(draft.rest, 0, LONGEST_REST_SECONDS):
        faults["rest"] = "range"
    return faults


def faults_of(draft: Draft, library: Library, routine_id: str | None) -> Faults:
    """Give everything that keeps the draft from being saved, by the field's name.

    routine_id: the own routine that is being changed, None for a new one.
    """
    faults: dict[str, str] = {}
    for field, text in (("name", draft.name), ("aim", draft.aim)):
        if not text:
            faults[field] = "missing"
        elif len(text) > LONGEST_TEXT:
            faults[field] = "long"
    others = (one for one in library.routines.values() if one.id != routine_id)
    if draft.name.casefold() in {one.name.casefold() for one in others}:
        faults["name"] = "taken"
    if not draft.lines:
        faults["lines"] = "missing"
    return {**faults, **number_faults(draft, library)}


def card_and_words(
    draft: Draft, library: Library, routine_id: str | None
) -> tuple[RoutineCard, RoutineWords]:
    """Make the card and the words of a draft that has no faults.

    What a copied routine says of cautions, and of what stands in for what, is kept.
    """
    source = library.routines.get(routine_id or draft.source)
    words: dict[str, Any] = {"name": draft.name, "aim": draft.aim}
    card: dict[str, Any] = {
        "id": routine_id or free_id(draft.name, library),
        "version": 1,
        "aims": draft.aims,
        "place": draft.place,
        "rest_seconds": int(draft.rest),
        "items": tuple(_item(line, library, source) for line in draft.lines),
    }
    if source is not None:
        card["caution"] = source.card.caution
        words |= {name: getattr(source.words, name) for name in ("note", "leave_out", "advice")}
    if source is not None and routine_id is not None:
        card["version"] = source.card.version + 1
    return RoutineCard(**card), RoutineWords(**words)


def unsaved_routine(draft: Draft, library: Library) -> Routine | None:
    """Give the draft as a routine to be laid out; None while it is empty or a number is wrong."""
    if not draft.lines or number_faults(draft, library):
        return None
    named = replace(draft, name=draft.name[:LONGEST_TEXT] or ANY_ID, aim=ANY_ID)
    return Routine(*card_and_words(named, library, None))


def free_id(name: str, library: Library) -> str:
    """Make an id from a name: small letters, digits and hyphens, and nobody else's."""
    plain = re.sub(r"[-_]+", "-", slugify(name))[:LONGEST_ID].strip("-")
    plain = re.sub(r"^[^a-z]+", "", plain) or ANY_ID
    taken = PAGES | set(library.routines)
    numbered = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in numbered if one not in taken)


def free_name(name: str, library: Library) -> str:
    """Give the name itself, or with the first number that makes it nobody else's."""
    taken = {one.name.casefold() for one in library.routines.values()}
    numbered = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(one for one in numbered if one.casefold() not in taken)


def _item(line: Line, library: Library, source: Routine | None) -> Item:
    """Make an item; what was to stand in for the movement in the source does so here."""
    movement = library.movements[line.movement]
    held = bounds_of(movement).hold
    of_source = source.card.items if source is not None else ()
    instead = next((one.instead for one in of_source if one.movement == line.movement), ())
    return Item(
        movement=line.movement,
        reps=int(line.reps),
        hold_seconds=int(line.hold) if held is not None else None,
        instead=instead,
    )


def _is_within(text: str, least: int, most: int) -> bool:
    return WHOLE_NUMBER.fullmatch(text) is not None and least <= int(text) <= most
