"""What care cards are made of: rules with a condition, an outcome, words and sources.

A rule's `when` maps facts to what they must be, all at once; a list of such mappings means any of
them. A number is compared by the end of its key: `back_at_least: 7`, `effort_at_most: 6`,
`baseline_under: 5`, `reach_above_usual_over: 0`. Anything else must be equal: `neuro: none`.
`otherwise: true` holds when no other rule of the card does.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Annotated, Any, ClassVar, Generic, Literal, Protocol, Self, TypeAlias, TypeVar

from pydantic import Field, StrictBool, StrictInt, StringConstraints, model_validator

from supine.library.card import Card, Identifier

SignId = Annotated[str, StringConstraints(pattern=r"^[A-Z][1-9][0-9]?$")]
RuleId = Annotated[
    str, StringConstraints(pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*|[A-Z][1-9][0-9]?)$")
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=320, strip_whitespace=True)]
Version = Annotated[int, Field(ge=1)]
Sources = Annotated[tuple[Identifier, ...], Field(min_length=1)]
Condition = Annotated[dict[Identifier, StrictBool | StrictInt | Identifier], Field(min_length=1)]
Compare: TypeAlias = Callable[[Any, Any], bool]
Test: TypeAlias = tuple[str, Compare, bool | int | str]

OTHERWISE = "otherwise"
COMPARISONS: Mapping[str, Compare] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "under": operator.lt,
    "over": operator.gt,
}


class Light(StrEnum):
    """The three colours, best first."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def severity(self) -> int:
        """Give a number that grows from green to red."""
        return list(Light).index(self)


class Source(Card):
    """Where a rule comes from, and what kind of thing that is."""

    title: Text
    address: Text | None = None
    kind: Literal["guideline", "study", "service", "own-choice", "to-verify"]


class SourcesCard(Card):
    """All sources that the care cards name."""

    sources: dict[Identifier, Source]


class Advice(Card):
    """What to do now. `opens`: what opens the exercises again; `confirm`: what the person states.

    `steps` come in the order of doing and may hold `{emergency_number}`.
    """

    heading: Text
    steps: Annotated[tuple[Text, ...], Field(min_length=1)]
    reason: Text | None = None
    opens: Text | None = None
    confirm: Text | None = None

    def with_number(self, emergency_number: str) -> Advice:
        """Give the same advice with the number to call filled in."""
        steps = tuple(step.replace("{emergency_number}", emergency_number) for step in self.steps)
        return self.model_copy(update={"steps": steps})


class Rule(Card):
    """One row. `then` stands in the rules of each subject; `say`, `because`: keys of the texts."""

    id: RuleId
    when: Condition | Annotated[tuple[Condition, ...], Field(min_length=2)]
    say: Identifier
    because: Identifier
    sources: Sources

    @property
    def cases(self) -> tuple[Condition, ...]:
        """Give the conditions of which any is enough."""
        return (self.when,) if isinstance(self.when, dict) else self.when

    @cached_property
    def tests(self) -> tuple[tuple[Test, ...], ...]:
        """Give each condition as (fact, comparison, value), all of which must hold."""
        return tuple(tuple(_test(key, value) for key, value in case.items()) for case in self.cases)

    @cached_property
    def is_otherwise(self) -> bool:
        """Tell whether the rule holds when no other does."""
        return OTHERWISE in self.cases[0]

    @cached_property
    def figures(self) -> dict[str, int]:
        """Give the numbers of the rule by their key, for the sentence that explains it."""
        return dict(_numbers(self.model_dump(include={"when", "then"})))


class RulesCard(Card):
    """A card of rules about one subject.

    FACTS: what its conditions may speak of. FIGURES: numbers that the caller fills into its texts.
    """

    FACTS: ClassVar[frozenset[str]] = frozenset()
    FIGURES: ClassVar[frozenset[str]] = frozenset()

    version: Version
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def speak_of_known_facts(self) -> Self:
        """Refuse a condition about something that nobody knows, or that compares no number."""
        for rule in self.rules:
            for test in chain.from_iterable(rule.tests):
                _check(rule.id, test, self.FACTS)
        return self


class RuleWords(Card):
    """The texts of a card of rules. `because` may name numbers of the rule: `{back_at_least}`."""

    because: dict[Identifier, Text]
    advice: dict[Identifier, Advice]


CardT_co = TypeVar("CardT_co", bound=RulesCard, covariant=True)


@dataclass(frozen=True)
class RuleBook(Generic[CardT_co]):
    """A card of rules with its texts in one language."""

    card: CardT_co
    words: RuleWords

    @property
    def version(self) -> int:
        """Give the version of the rules."""
        return self.card.version

    def advice(self, say: str) -> Advice:
        """Give what to do now."""
        return self.words.advice[say]

    def reasons(
        self,
        because: Iterable[str],
        figures: Mapping[str, int] | None = None,
    ) -> tuple[str, ...]:
        """Give the sentences of these rules with their numbers. Other rules' ids are left out.

        figures: numbers that the card leaves to the caller, such as a person's own limits.
        """
        rules = {rule.id: rule for rule in self.card.rules}
        found = [rules[rule_id] for rule_id in because if rule_id in rules]
        return tuple(
            dict.fromkeys(
                self.words.because[rule.because].format_map({**rule.figures, **(figures or {})})
                for rule in found
            )
        )


class _Reasoned(Protocol):
    """A rule of any card."""

    @property
    def id(self) -> str: ...
    @property
    def because(self) -> str: ...


def sentences_of(
    rules: Iterable[_Reasoned],
    sentences: Mapping[str, str],
    because: Iterable[str],
) -> tuple[str, ...]:
    """Give each sentence once, in the order of the rule ids."""
    keys = {rule.id: rule.because for rule in rules}
    return tuple(dict.fromkeys(sentences[keys[rule_id]] for rule_id in because if rule_id in keys))


def _test(key: str, value: bool | int | str) -> Test:  # noqa: FBT001 - a card's value
    """Split `back_at_least` into the fact `back` and how it is compared."""
    for ending, compare in COMPARISONS.items():
        if key.endswith(f"_{ending}"):
            return key.removesuffix(f"_{ending}"), compare, value
    return key, operator.eq, value


def _check(rule_id: str, test: Test, facts: frozenset[str]) -> None:
    """Refuse what could never hold. Raises ValueError."""
    fact, compare, value = test
    if fact not in facts and fact != OTHERWISE:
        raise ValueError(f"rule {rule_id}: nobody knows the fact {fact!r}")
    if (compare is not operator.eq) != (type(value) is int):
        raise ValueError(f"rule {rule_id}: {fact} cannot be compared with {value!r}")


def _numbers(value: object, key: str = "") -> Iterator[tuple[str, int]]:
    """Give every number with the key it stands under."""
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from _numbers(inner, str(inner_key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _numbers(inner, key)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield key, value
