"""Which rules hold: the conditions of the cards, compared with the facts of one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, TypeVar

from supine.care.gaps import MissingRuleError
from supine.library.care_cards import Rule

Fact: TypeAlias = bool | int | Fraction | str | None
Facts: TypeAlias = Mapping[str, Fact]
RuleT = TypeVar("RuleT", bound=Rule)


def holding(rules: Iterable[RuleT], facts: Facts) -> tuple[RuleT, ...]:
    """Give the rules that hold, in their order; without any, those that hold otherwise.

    A fact that is None is not known, and no condition about it holds.
    """
    rules = tuple(rules)
    found = [rule for rule in rules if _holds(rule, facts)]
    return tuple(found or [rule for rule in rules if rule.is_otherwise])


def at_least_one(rules: Iterable[RuleT], facts: Facts) -> tuple[RuleT, ...]:
    """Give the rules that hold. Raises MissingRuleError for cards with a hole."""
    found = holding(rules, facts)
    if not found:
        raise MissingRuleError(**facts)
    return found


def ids(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Give the ids, for a `because`."""
    return tuple(rule.id for rule in rules)


def _holds(rule: Rule, facts: Facts) -> bool:
    for case in rule.tests:
        for name, compare, value in case:
            fact = facts.get(name)
            if fact is None or not compare(fact, value):
                break
        else:
            return True
    return False
