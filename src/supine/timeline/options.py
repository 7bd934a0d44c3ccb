"""What a person may choose about a session, and how it is written in an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supine.library import LONGEST_HOLD_SECONDS, MOST_ITEMS, MOST_REPS_OF_ONE

# What a person may ask of a whole routine, and what a plan or a routine may ask of one movement.
LEAST_REPS, MOST_REPS = 5, 15
LEAST_REPS_OF_ONE = 1
LEAST_GETTING_DOWN_SECONDS, MOST_GETTING_DOWN_SECONDS = 10, 60
USUAL_GETTING_DOWN_SECONDS = 20


class Words(StrEnum):
    """How much is said: everything, the needful, or little more than the counts."""

    FULL = "full"
    SHORT = "short"
    COUNTS = "counts"


class Pace(StrEnum):
    """How fast the movements go. Holds keep their length at every pace."""

    SLOWER = "slower"
    NORMAL = "normal"
    FASTER = "faster"


STRETCH = {Pace.SLOWER: 1.25, Pace.NORMAL: 1.0, Pace.FASTER: 0.85}


class OptionsError(ValueError):
    """A choice that no session can be made of; the message is a plain sentence."""


@dataclass(frozen=True)
class Chosen:
    """One movement of a session, as a plan asks for it.

    reps: 1 to 30; minutes, for a movement counted in them. hold_seconds: 1 to 180, kept within the
    card's own bounds, or None for the card's shortest hold. small_range: the first repetition's
    range throughout, and only the equipment of the gentle start. Raises OptionsError outside these
    bounds.
    """

    movement: str
    reps: int
    hold_seconds: int | None = None
    small_range: bool = False

    def __post_init__(self) -> None:
        """Refuse what no set can be made of."""
        if not LEAST_REPS_OF_ONE <= self.reps <= MOST_REPS_OF_ONE:
            msg = f"{self.reps} repetitions: choose {LEAST_REPS_OF_ONE} to {MOST_REPS_OF_ONE}."
            raise OptionsError(msg)
        if self.hold_seconds is not None and not 1 <= self.hold_seconds <= LONGEST_HOLD_SECONDS:
            msg = f"{self.hold_seconds} seconds of hold: choose 1 to {LONGEST_HOLD_SECONDS}."
            raise OptionsError(msg)

    def __str__(self) -> str:
        """Write it as it stands in an address: knee-wags.8.h4.s."""
        hold = f".h{self.hold_seconds}" if self.hold_seconds is not None else ""
        return f"{self.movement}.{self.reps}{hold}{'.s' if self.small_range else ''}"

    @classmethod
    def read(cls, text: str) -> Chosen:
        """Read what `str` wrote. Raises OptionsError."""
        found = CHOSEN.fullmatch(text)
        if found is None:
            msg = f"items: {text!r} is not like knee-wags.8 or lying-adductor-squeeze.8.h4.s."
            raise OptionsError(msg)
        hold = int(found["hold"]) if found["hold"] else None
        return cls(found["movement"], int(found["reps"]), hold, found["small"] is not None)


CHOSEN = re.compile(
    r"(?P<movement>[a-z][a-z0-9_-]*)\.(?P<reps>\d{1,2})(\.h(?P<hold>\d{1,3}))?(?P<small>\.s)?"
)


@dataclass(frozen=True)
class Options:
    """One person's choices for a session.

    reps: 5 to 15 of every movement that can be asked for so many (`Library.reps`), or None for what
    the routine says. getting_down_seconds: 10 to 60. items: what is done instead of the routine's
    own movements, up to 30; empty for the routine as it is. Raises OptionsError outside these
    bounds.
    """

    reps: int | None = None
    words: Words = Words.FULL
    pace: Pace = Pace.NORMAL
    getting_down_seconds: int = USUAL_GETTING_DOWN_SECONDS
    items: tuple[Chosen, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no session can be made of."""
        if self.reps is not None and not LEAST_REPS <= self.reps <= MOST_REPS:
            msg = f"{self.reps} repetitions: choose {LEAST_REPS} to {MOST_REPS}."
            raise OptionsError(msg)
        if len(self.items) > MOST_ITEMS:
            msg = f"{len(self.items)} movements: choose at most {MOST_ITEMS}."
            raise OptionsError(msg)
        if not LEAST_GETTING_DOWN_SECONDS <= self.getting_down_seconds <= MOST_GETTING_DOWN_SECONDS:
            msg = (
                f"{self.getting_down_seconds} seconds to get down: choose "
                f"{LEAST_GETTING_DOWN_SECONDS} to {MOST_GETTING_DOWN_SECONDS}."
            )
            raise OptionsError(msg)

    @classmethod
    def from_mapping(cls, given: Mapping[str, str]) -> Options:
        """Read `reps`, `words`, `pace`, `down`, `items`; what is absent keeps its usual value.

        Raises OptionsError with a plain sentence.
        """
        try:
            return cls(
                reps=_whole_number("reps", given["reps"]) if given.get("reps") else None,
                words=Words(given.get("words", Words.FULL)),
                pace=Pace(given.get("pace", Pace.NORMAL)),
                items=tuple(
                    Chosen.read(text) for text in given.get("items", "").split(",") if text
                ),
                getting_down_seconds=_whole_number(
                    "down", given.get("down", str(USUAL_GETTING_DOWN_SECONDS))
                ),
            )
        except OptionsError:
            raise
        except ValueError as fault:
            known = f"words: {', '.join(Words)}; pace: {', '.join(Pace)}"
            msg = f"{fault}. Choose among {known}."
            raise OptionsError(msg) from fault

    def as_mapping(self) -> dict[str, str]:
        """Write the choices as `from_mapping` reads them."""
        written = {
            "words": self.words.value,
            "pace": self.pace.value,
            "down": str(self.getting_down_seconds),
        }
        if self.reps is not None:
            written["reps"] = str(self.reps)
        if self.items:
            written["items"] = ",".join(map(str, self.items))
        return written


def _whole_number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        msg = f"{name}: {text!r} is not a whole number."
        raise OptionsError(msg) from None
