"""Saying what cannot be seen, and that it can be again: after a while, and not too often."""

from __future__ import annotations

import math

from supine.coach.events import CannotSee, Event, Seen, Unseen

# What cannot be seen is said after so many seconds without it, and what is said about seeing at
# least so many seconds apart: a word now and then helps, a flicker does not.
PATIENCE_SECONDS = 2.0
SPACED_SECONDS = 6.0


class Noticing:
    """Keeps what hides the movement just now, and what was last said about it."""

    def __init__(self) -> None:
        self.hidden: Unseen | None = None
        self._since = math.nan
        self._said: Unseen | None = None
        self._said_at = -math.inf

    def see(self, why: Unseen | None, at: float) -> tuple[Event, ...]:
        """Take what hides the movement at an instant, None for nothing; give what to say of it."""
        if why is not self.hidden:
            self.hidden, self._since = why, at
        if why is self._said or at - self._said_at < SPACED_SECONDS:
            return ()
        if why is not None and at - self._since < PATIENCE_SECONDS:
            return ()
        self._said, self._said_at = why, at
        return (Seen(at),) if why is None else (CannotSee(at, why),)
