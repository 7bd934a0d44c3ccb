"""How fast a connection may send: as fast as a camera, with some patience for a page that stuck."""

from __future__ import annotations


class Pace:
    """A bucket that fills with time and that every message takes from."""

    def __init__(self, a_second: float, at_once: float, now: float) -> None:
        """Begin full. a_second: how fast it fills; at_once: what it holds; now: in seconds."""
        self._a_second = a_second
        self._at_once = at_once
        self._left = at_once
        self._looked_at = now

    def takes(self, amount: float, now: float) -> bool:
        """Take this much out, or give False where there is not so much left."""
        self._left = min(self._at_once, self._left + (now - self._looked_at) * self._a_second)
        self._looked_at = now
        if amount > self._left:
            return False
        self._left -= amount
        return True
