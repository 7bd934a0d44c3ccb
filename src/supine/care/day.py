"""From the scores before a session to whether this is a day for exercises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from supine.care.gaps import MissingRuleError
from supine.library.care_cards import DayCondition, DayRule


@dataclass(frozen=True)
class Gate:
    """Whether a session may start today; it says nothing about how good the day is.

    say: key of the advice to show; because: ids of the rules that decided, never empty; missing:
    the scores that were left out, "back" or "leg".
    """

    is_open: bool
    say: str
    because: tuple[str, ...]
    missing: tuple[str, ...]


def day_gate(back: int | None, leg: int | None, rules: Iterable[DayRule]) -> Gate:
    """Close the day when a known score is at its limit or above.

    back, leg: 0 to 10, None where the person left it out; that closes nothing and promises nothing.
    Raises MissingRuleError for cards with a hole.
    """
    scores = {"back": back, "leg": leg}
    known = {name: score for name, score in scores.items() if score is not None}
    missing = tuple(name for name in scores if name not in known)
    rules = tuple(rules)
    fired = [rule for rule in rules if _holds(rule.when, known)]
    decided = [rule for rule in fired if rule.then == "closed"]
    if not decided:
        # With no score at all, nothing can be said about scores under a limit.
        decided = fired + [rule for rule in rules if rule.when.otherwise and known]
    if not decided:
        raise MissingRuleError(back=back, leg=leg)
    is_open = decided[0].then == "open"
    return Gate(is_open, decided[0].say, tuple(rule.id for rule in decided), missing)


def _holds(condition: DayCondition, known: Mapping[str, int]) -> bool:
    """Tell whether the condition holds by itself; `otherwise` needs to see the other rules."""
    limits = condition.at_least.items()
    reached = any(name in known and known[name] >= limit for name, limit in limits)
    return reached or any(name not in known for name in condition.missing)
