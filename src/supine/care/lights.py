"""The lights: of one exercise, of a day before it starts, and whether a session had settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from supine.care.conditions import Fact, at_least_one, ids
from supine.care.gaps import MissingRuleError
from supine.care.limits import Limits, limits_at
from supine.care.scores import Neuro, Scores, Usual, above
from supine.library.care_cards import (
    DayLightCard,
    ExerciseLightCard,
    Light,
    SettledCard,
)

# A missing score may hide anything, so only red is worse than it.
WORST_FIRST = (Light.RED, "none", Light.AMBER, Light.GREEN)


@dataclass(frozen=True)
class Judged:
    """A light and the rules that gave it, never empty. light: None where a score is missing.

    notes: ids of rules that are worth saying and change no light. figures: the person's limits for
    this start, for the sentences of the rules.
    """

    light: Light | None
    because: tuple[str, ...]
    notes: tuple[str, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Settled:
    """Whether a session had settled by the next day. None: nobody can say."""

    settled: bool | None
    because: tuple[str, ...]


def exercise_light(
    before: Scores,
    worst: Scores,
    after_ten_minutes_reach: int | None,
    neuro: Neuro | None,
    card: ExerciseLightCard,
    limits: Limits | None = None,
) -> Judged:
    """Give the light of one exercise; without `limits`, by the published ones.

    before: at the start of the session. worst: highest during it. after_ten_minutes_reach:
    None without an answer, which counts as still further down. A missing score gives no light, but
    never hides a red one.
    """
    ceilings = limits_at(before, limits, card)
    facts: dict[str, Fact] = {
        "before_back": before.back,
        "before_leg": before.leg,
        "back_over_green": above(worst.back, ceilings.get("back_green")),
        "back_over_amber": above(worst.back, ceilings.get("back_amber")),
        "leg_over_green": above(worst.leg, ceilings.get("leg_green")),
        "leg_over_amber": above(worst.leg, ceilings.get("leg_amber")),
        "back_rise": above(worst.back, before.back),
        "leg_rise": above(worst.leg, before.leg),
        "reach_further": above(worst.reach, before.reach),
        "worst_reach": worst.reach,
        "at_ten_minutes": _at_ten_minutes(before.reach, after_ten_minutes_reach),
        "neuro": neuro,
        "missing": not before.is_whole or not worst.is_whole or neuro is None,
    }
    return _worst_of(at_least_one(card.rules, facts), ceilings)


def day_light(
    now: Scores,
    usual: Usual | None,
    last: Scores | None,
    last_settled: bool | None,  # noqa: FBT001 - one of the answers
    card: DayLightCard,
    *,
    strong_painkillers: bool = False,
) -> Judged:
    """Give the light of a day before it starts.

    usual: None with fewer than three entries. last: the scores before the last session, None
    without one. last_settled: None where nobody can say, which is not held against the day.
    """
    facts: dict[str, Fact] = {
        "back": now.back,
        "leg": now.leg,
        "reach": now.reach,
        "back_above_usual": above(now.back, usual.back if usual else None),
        "leg_above_usual": above(now.leg, usual.leg if usual else None),
        "reach_above_usual": above(now.reach, usual.reach if usual else None),
        "leg_above_last": above(now.leg, last.leg if last else None),
        "reach_above_last": above(now.reach, last.reach if last else None),
        "last_settled": last_settled,
        "has_usual": usual is not None,
        "strong_painkillers": strong_painkillers,
        "missing": not now.is_whole,
    }
    return _worst_of(at_least_one(card.rules, facts))


def settled(last: Scores, following: Scores | None, card: SettledCard) -> Settled:
    """Tell whether a session had settled by the next calendar day.

    last: before the last session of a day. following: the first scores of the next calendar day,
    None without an entry.
    """
    after = following or Scores()
    facts: dict[str, Fact] = {
        "back_above_last": above(after.back, last.back),
        "leg_above_last": above(after.leg, last.leg),
        "reach_above_last": above(after.reach, last.reach),
        "missing": not last.is_whole or not after.is_whole,
    }
    found = at_least_one(card.rules, facts)
    for outcome, answer in (("not-settled", False), ("unknown", None), ("settled", True)):
        because = ids(rule for rule in found if rule.then == outcome)
        if because:
            return Settled(answer, because)
    raise MissingRuleError(**facts)


def _at_ten_minutes(before: int | None, after: int | None) -> str | None:
    if after is None:
        return "unanswered"
    return None if before is None else "back" if after <= before else "further"


class _GivesLight(Protocol):
    """A rule that gives a light, `none`, or a note."""

    @property
    def id(self) -> str: ...
    @property
    def then(self) -> str: ...


def _worst_of(found: Iterable[_GivesLight], figures: Mapping[str, int] | None = None) -> Judged:
    """Give the worst outcome, with the rules that gave exactly this one."""
    found = tuple(found)
    worst = next(outcome for outcome in WORST_FIRST if any(rule.then == outcome for rule in found))
    because = tuple(rule.id for rule in found if rule.then == worst)
    notes = tuple(rule.id for rule in found if rule.then == "note")
    light = None if worst == "none" else Light(worst)
    return Judged(light, because, notes, figures or {})
