"""Movements and routines as they stand in a list: a picture, how long, what for, what with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from supine.diary.people import current_person
from supine.library import Movement, Routine
from supine.timeline import Options
from supine.web import shelf
from supine.web.lengths import movement_minutes, routine_minutes
from supine.web.pictures import Picture, key_picture
from supine.web.planning import remembered_options, to_have_ready

PICTURES_OF_A_ROUTINE = 4


@dataclass(frozen=True)
class MovementTile:
    """A movement in a list. picture: None where none is drawn yet. is_out: left out for now."""

    movement: Movement
    picture: Picture | None
    minutes: int
    is_own: bool
    is_out: bool


@dataclass(frozen=True)
class RoutineTile:
    """A routine in a list. pictures: of its first movements. is_out: not for now."""

    routine: Routine
    pictures: tuple[Picture | None, ...]
    minutes: int
    needs: tuple[str, ...]
    is_own: bool
    is_out: bool


def figure_of_person() -> str:
    """Give who shows movements to the current person."""
    return str(remembered_options(current_person().options)["figure"])


def movement_tiles(
    movements: Iterable[Movement], figure: str, left_out: Collection[str] = ()
) -> list[MovementTile]:
    """Put movements into a list. left_out: the ids of those that the person leaves out."""
    own = shelf.own_ids("movements")
    return [
        MovementTile(
            movement=one,
            picture=key_picture(one, figure),
            minutes=movement_minutes(one),
            is_own=one.id in own,
            is_out=one.id in left_out,
        )
        for one in movements
    ]


def routine_tiles(
    routines: Iterable[Routine], figure: str, not_now: Collection[str] = ()
) -> list[RoutineTile]:
    """Put routines into a list, the own ones first. not_now: the ids of those not for now."""
    own = shelf.own_ids("routines")
    tiles = [
        RoutineTile(
            routine=one,
            pictures=_first_pictures(one, figure),
            minutes=routine_minutes(one),
            needs=tuple(thing.name for thing in to_have_ready(one.id, Options())),
            is_own=one.id in own,
            is_out=one.id in not_now,
        )
        for one in routines
    ]
    return sorted(tiles, key=lambda tile: not tile.is_own)


def _first_pictures(routine: Routine, figure: str) -> tuple[Picture | None, ...]:
    movements = shelf.library().movements
    names = dict.fromkeys(item.movement for item in routine.card.items)
    shown = tuple(names)[:PICTURES_OF_A_ROUTINE]
    return tuple(key_picture(movements[name], figure) for name in shown)
