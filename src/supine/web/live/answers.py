"""What the socket tells a page: one JSON text for each thing that happened."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from supine.coach import (
    CannotSee,
    Cue,
    Left,
    Rep,
    Seen,
    Settled,
    SideTally,
    Tally,
    Tired,
    Unseen,
)
from supine.web.live.watched import Told, WatchedSet

# Why a set is not watched; the page goes on by voice alone.
UNKNOWN_MOVEMENT, UNKNOWN_SET, CANNOT_WATCH = "unknown-movement", "unknown-set", "cannot-watch"
# A tenth of a millisecond, and a ten-thousandth of a range.
DIGITS = 4


def begun(watched: WatchedSet) -> str:
    """Say that a set is watched from here on, and what has been counted of it before."""
    return _json(
        kind="set",
        set=watched.key.name,
        movement=watched.movement,
        timed=watched.ready.timed,
        counted=_by_side(watched.counted),
        settled=watched.settled,
    )


def cannot_see(watched: WatchedSet, why: Unseen) -> str:
    """Say that nothing can be counted just now."""
    return _json(kind="cannot_see", why=why.value, text=watched.ready.words.unseen.get(why))


def event(watched: WatchedSet, told: Told, sequence: int) -> str:
    """Say what the coach said. sequence: of the batch whose frame it saw."""
    match told.event:
        case Rep() as rep:
            return _rep(watched.key.name, rep, told, sequence)
        case CannotSee(why=why):
            return cannot_see(watched, why)
        case Cue(key=key):
            return _json(kind="cue", key=key, text=watched.ready.words.cues.get(key))
        case Tired(what=what):
            return _json(kind="tired", what=what, text=watched.ready.words.tired)
        case Seen() | Settled() | Left() as other:
            return _json(kind=type(other).__name__.lower())


def summary(watched: WatchedSet, tally: Tally) -> str:
    """Say what a set came to; of the sides only those that occurred."""
    return _json(
        kind="summary",
        set=watched.key.name,
        movement=watched.movement,
        seen_share=_number(tally.seen_share),
        notes=list(tally.notes),
        sides={_side(side): _side_tally(each) for side, each in tally.sides.items()},
    )


def fault(name: str, why: str) -> str:
    """Say why a set is not watched."""
    return _json(kind="fault", set=name, why=why)


def pong(number: int) -> str:
    """Say that all before this ping has been seen."""
    return _json(kind="pong", n=number)


def _rep(name: str, rep: Rep, told: Told, sequence: int) -> str:
    return _json(
        kind="rep",
        set=name,
        side=rep.side,
        reach=_number(rep.reach),
        range_share=_number(rep.range_share),
        out_seconds=_number(rep.out_seconds),
        back_seconds=_number(rep.back_seconds),
        at_seconds=_number(told.at_page_seconds),
        sequence=sequence,
        counted=_by_side(told.counted),
    )


def _side_tally(tally: SideTally) -> dict[str, float | int | None]:
    return {
        "reps": tally.reps,
        "reach": _number(tally.reach),
        "best_reach": _number(tally.best_reach),
        "out_seconds": _number(tally.out_seconds),
        "back_seconds": _number(tally.back_seconds),
    }


def _by_side(counted: Mapping[str | None, int]) -> dict[str, int]:
    return {_side(side): count for side, count in counted.items()}


def _side(side: str | None) -> str:
    return side or "none"


def _number(value: float | None) -> float | None:
    # JSON knows no NaN, and a browser refuses the whole message.
    return None if value is None or not math.isfinite(value) else round(float(value), DIGITS)


def _json(**told: object) -> str:
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False)
