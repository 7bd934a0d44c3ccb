"""From the answers about warning signs to what follows: clear, urgent or emergency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from supine.care.gaps import MissingRuleError
from supine.library.care_cards import Answer, Level, ListName, ScreeningRule


class ScreeningKind(StrEnum):
    """How much is asked: the full lists, or the few signs before every session."""

    FULL = "full"
    DAILY = "daily"

    @property
    def lists(self) -> tuple[ListName, ...]:
        """Give the lists that get an answer, in the order they are asked."""
        if self is ScreeningKind.DAILY:
            return (ListName.DAILY,)
        return (ListName.EMERGENCY, ListName.URGENT)


@dataclass(frozen=True)
class Outcome:
    """What follows from a screening.

    say: key of the advice to show; because: ids of the rules that decided, never empty.
    """

    level: Level
    say: str
    because: tuple[str, ...]

    @property
    def closes(self) -> bool:
        """Tell whether the exercises are closed until somebody has looked at it."""
        return self.level is not Level.CLEAR


def screening_outcome(
    kind: ScreeningKind,
    answers: Mapping[ListName, Answer],
    rules: Iterable[ScreeningRule],
) -> Outcome:
    """Give the most serious level that any list leads to.

    A list without an answer counts as "not sure". Raises MissingRuleError for cards with a hole.
    """
    by_case = {(rule.when.list, rule.when.answer): rule for rule in rules}
    fired = [_rule(by_case, name, answers.get(name, Answer.UNSURE)) for name in kind.lists]
    level = max((rule.then for rule in fired), key=lambda found: found.severity)
    decided = [rule for rule in fired if rule.then is level]
    return Outcome(level, decided[0].say, tuple(rule.id for rule in decided))


def _rule(
    by_case: Mapping[tuple[ListName, Answer], ScreeningRule],
    name: ListName,
    answer: Answer,
) -> ScreeningRule:
    """Give the rule for this answer to this list."""
    try:
        return by_case[name, answer]
    except KeyError:
        raise MissingRuleError(list=name, answer=answer) from None
