"""What every card has in common: it cannot change, and a key nobody knows is a mistake."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Card(BaseModel):
    """Part of a card: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)
