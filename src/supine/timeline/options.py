"""What a person may choose about a session, and how it is written in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST_REPS, MOST_REPS = 5, 15
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
class Options:
    """One person's choices for a session.

    reps: 5 to 15 for every movement (on each side where it has sides), or None for what the
    routine says. getting_down_seconds: 10 to 60. Raises OptionsError outside these bounds.
    """

    reps: int | None = None
    words: Words = Words.FULL
    pace: Pace = Pace.NORMAL
    getting_down_seconds: int = USUAL_GETTING_DOWN_SECONDS

    def __post_init__(self) -> None:
        """Refuse what no session can be made of."""
        if self.reps is not None and not LEAST_REPS <= self.reps <= MOST_REPS:
            msg = f"{self.reps} repetitions: choose {LEAST_REPS} to {MOST_REPS}."
            raise OptionsError(msg)
        if not LEAST_GETTING_DOWN_SECONDS <= self.getting_down_seconds <= MOST_GETTING_DOWN_SECONDS:
            msg = (
                f"{self.getting_down_seconds} seconds to get down: choose "
                f"{LEAST_GETTING_DOWN_SECONDS} to {MOST_GETTING_DOWN_SECONDS}."
            )
            raise OptionsError(msg)

    @classmethod
    def from_mapping(cls, given: Mapping[str, str]) -> Options:
        """Read `reps`, `words`, `pace` and `down`; what is absent keeps its usual value.

        Raises OptionsError with a plain sentence.
        """
        try:
            return cls(
                reps=_whole_number("reps", given["reps"]) if given.get("reps") else None,
                words=Words(given.get("words", Words.FULL)),
                pace=Pace(given.get("pace", Pace.NORMAL)),
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
        return written if self.reps is None else {"reps": str(self.reps), **written}


def _whole_number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        msg = f"{name}: {text!r} is not a whole number."
        raise OptionsError(msg) from None
