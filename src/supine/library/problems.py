"""What is wrong with a card, said so that the person who wrote it can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one card.

    file: the card's path as the reader was given it; place: where in the file (`rep[1].seconds`),
    or "file" for the whole; fault and remedy: plain sentences without their full stop.
    """

    file: str
    place: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        """Give the line that `supine library check` prints."""
        return f"{self.file}: {self.place}: {self.fault}. {self.remedy}."


class LibraryError(Exception):
    """A library that must be whole, since the app ships it, is not."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, and say them all."""
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
