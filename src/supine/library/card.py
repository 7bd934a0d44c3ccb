"""What every card has in common: it cannot change, and a key nobody knows is a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
# As far as the voice can count.
MOST_REPS_OF_ONE = 30


class Card(BaseModel):
    """Part of a card: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


class HasId(Protocol):
    """A card that files and other cards name."""

    @property
    def id(self) -> str:
        """Give the id."""


class HasName(Protocol):
    """Words with a name."""

    @property
    def name(self) -> str:
        """Give the name."""


CardT_co = TypeVar("CardT_co", bound=HasId, covariant=True)
WordsT_co = TypeVar("WordsT_co", bound=HasName, covariant=True)


@dataclass(frozen=True)
class Worded(Generic[CardT_co, WordsT_co]):
    """A card with its words, in one language."""

    card: CardT_co
    words: WordsT_co

    @property
    def id(self) -> str:
        """Give the id by which files and other cards name it."""
        return self.card.id

    @property
    def name(self) -> str:
        """Give the name people read and hear."""
        return self.words.name
