"""Which rules hold: the conditions of the cards, compared with the facts of one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, TypeVar

from supine.care.gaps import MissingRuleError
from supine.library.care_cards import Rule, compared

Fact: TypeAlias = bool | int | Fraction | str | None
Facts: TypeAlias = Mapping[str, Fact]
RuleT = TypeVar("RuleT", bound=Rule)


def holding(rules: Iterable[RuleT], facts: Facts) -> tuple[RuleT, ...]:
    """Give the rules that hold, in their order; without any, those that hold otherwise.

    A fact that is None is not known, and no condition about it holds.
    """
    rules = tuple(rules)
    found = tuple(rule for rule in rules if any(_holds(case, facts) for case in rule.cases))
    return found or tuple(rule for rule in rules if rule.is_otherwise)


def at_least_one(rules: Iterable[RuleT], facts: Facts) -> tuple[RuleT, ...]:
    """Give the rules that hold. Raises MissingRuleError for cards with a hole."""
    found = holding(rules, facts)
    if not found:
        raise MissingRuleError(**facts)
    return found


def ids(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Give the ids, for a `because`."""
    return tuple(rule.id for rule in rules)


def _holds(case: Mapping[str, bool | int | str], facts: Facts) -> bool:
    return all(_is(key, value, facts) for key, value in case.items())


def _is(key: str, value: bool | int | str, facts: Facts) -> bool:  # noqa: FBT001 - a card's value
    fact_name, comparison = compared(key)
    fact = facts.get(fact_name)
    if fact is None:
        return False
    if comparison == "equal":
        return fact == value
    if isinstance(fact, str) or isinstance(value, str):
        return False
    if comparison == "at_least":
        return fact >= value
    if comparison == "at_most":
        return fact <= value
    return fact < value if comparison == "under" else fact > value
