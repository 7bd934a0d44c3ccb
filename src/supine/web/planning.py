"""From a routine and a person's choices to its timeline, its length, and what is planned in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from supine.diary.snapshots import PlannedSet, Snapshot
from supine.library import Equipment, Movement, Routine
from supine.timeline import (
    Chosen,
    Options,
    OptionsError,
    Timeline,
    acts_of,
    things_needed,
    timeline_of,
)
from supine.web import shelf
from supine.web.asked import LOUDEST, OPTION_NAMES, VOLUME_NAMES
from supine.web.figures import FIGURES
from supine.web.sounds import clips, timeline_here

# The choices that a sound file depends on.
HEARD = (*OPTION_NAMES, *VOLUME_NAMES)
# Enough for every routine at every length in use, small beside one rendered track.
KEPT_TIMELINES = 32

# A gentle start: the library's own dose for the first days.
FIRST_OPTIONS: Mapping[str, Any] = {
    "reps": 8,
    "words": "full",
    "pace": "normal",
    "down": 20,
    "voice": LOUDEST,
    "tones": 50,
    "figure": FIGURES[0],
}


def planned_timeline(routine_id: str, options: Options) -> Timeline:
    """Build the timeline of a routine. Raises UnknownRoutineError."""
    return _planned(routine_id, options, shelf.edition())


@lru_cache(maxsize=KEPT_TIMELINES)
def _planned(routine_id: str, options: Options, _edition: int) -> Timeline:
    return timeline_here(routine_id, options)


def laid_out(routine: Routine, options: Options) -> Timeline:
    """Build the timeline of a routine that nobody has kept yet. Raises OptionsError."""
    voice = clips()
    return timeline_of(shelf.library(), routine, options, voice.seconds, voice.has)


def remembered_options(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Give all the choices: those kept, where they still mean something, else the first ones."""
    known = {name: kept[name] for name in FIRST_OPTIONS if name in kept}
    try:
        read_options(known)
    except OptionsError:
        known = {}
    if known.get("figure") not in FIGURES:
        known["figure"] = FIGURES[0]
    return {**FIRST_OPTIONS, **known}


def read_options(chosen: Mapping[str, Any]) -> Options:
    """Read the choices that decide when things happen. Raises OptionsError."""
    given = {name: str(chosen[name]) for name in OPTION_NAMES if chosen.get(name) is not None}
    return Options.from_mapping(given)


def snapshot_of(routine_id: str, chosen: Mapping[str, Any]) -> Snapshot:
    """Give what is planned, to be kept with the session. Raises as the timeline does."""
    options = read_options(chosen)
    timeline = planned_timeline(routine_id, options)
    routine = shelf.library().routines[routine_id]
    return Snapshot(
        routine=routine.id,
        name=routine.name,
        version=routine.card.version,
        seconds=timeline.seconds,
        words=options.words.value,
        sets=tuple(
            PlannedSet(each.movement, each.name, each.reps, each.per_side, each.until_tires)
            for each in timeline.sets
        ),
    )


def movements_of(routine: Routine, items: str) -> list[Movement]:
    """Give what a session consists of, each movement once: the items chosen, else the routine's."""
    chosen = Options.from_mapping({"items": items}).items or routine.card.items
    names = dict.fromkeys(item.movement for item in chosen)
    known = shelf.library().movements
    return [known[name] for name in names if name in known]


def to_have_ready(routine_id: str, options: Options) -> list[Equipment]:
    """Give what exactly this session needs within reach, in the order it is needed.

    Raises OptionsError for a movement that the library does not have.
    """
    library = shelf.library()
    acts = acts_of(library, library.routines[routine_id], options)
    return [library.equipment[name] for name in things_needed(acts)]


def items_text(chosen: Iterable[Chosen]) -> str:
    """Write movements with their doses as the player asks for them; "" where there are none."""
    return Options(items=tuple(chosen)).as_mapping().get("items", "")


def sound_address(routine_id: str, chosen: Mapping[str, Any]) -> str:
    """Give the address of a routine's track, with these choices, as a file to keep."""
    heard = {name: chosen[name] for name in HEARD if chosen.get(name) is not None}
    return f"/tracks/{routine_id}.mp3?{urlencode({**heard, 'download': 1})}"
