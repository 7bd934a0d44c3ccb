"""A person's own limits: up to which score an exercise is green, and up to which amber.

They start as the published traffic light and may be made stricter. They can never be laxer: no
source that the rules come from goes higher, and the leg is never allowed more than the back.
"""

from __future__ import annotations

from dataclasses import dataclass

from supine.care.scores import Scores
from supine.library.care_cards import ExerciseLightCard


class LimitsError(ValueError):
    """Limits that would be less careful than the rules allow, or that contradict each other."""

    def __init__(self, name: str, fault: str, remedy: str) -> None:
        """Name the limit, what is wrong with it and what to do."""
        super().__init__(f"{name}: {fault}. {remedy}.")


@dataclass(frozen=True)
class Limits:
    """The highest score that is green, and that is amber; above it is red. Scores 0 to 10."""

    back_green: int
    back_amber: int
    leg_green: int
    leg_amber: int


def published_limits(card: ExerciseLightCard) -> Limits:
    """Give the published traffic light, which is also the highest that can be chosen."""
    back, leg = card.limits["back"], card.limits["leg"]
    return Limits(back.green.least, back.amber.least, leg.green.least, leg.amber.least)


def limit_choices(card: ExerciseLightCard) -> dict[str, range]:
    """Give the scores that each limit may be set to, by its name."""
    choices = {}
    for site, limits in card.limits.items():
        choices[f"{site}_green"] = range(limits.lowest_green, limits.green.least + 1)
        choices[f"{site}_amber"] = range(limits.lowest_amber, limits.amber.least + 1)
    return choices


def check_limits(limits: Limits, card: ExerciseLightCard) -> Limits:
    """Give the limits back if they may be used. Raises LimitsError."""
    for name, allowed in limit_choices(card).items():
        value = getattr(limits, name)
        if value not in allowed:
            remedy = f"Choose {allowed.start} to {allowed.stop - 1}"
            raise LimitsError(name, f"{value} is out of bounds", remedy)
    for site in ("back", "leg"):
        if getattr(limits, f"{site}_green") > getattr(limits, f"{site}_amber"):
            raise LimitsError(f"{site}_green", "it lies above the amber limit", "Choose less")
    for colour in ("green", "amber"):
        if getattr(limits, f"leg_{colour}") > getattr(limits, f"back_{colour}"):
            remedy = "The leg's limit is never above the back's"
            raise LimitsError(f"leg_{colour}", "it lies above the back's limit", remedy)
    return limits


def limits_at(before: Scores, limits: Limits | None, card: ExerciseLightCard) -> dict[str, int]:
    """Give the ceilings for a session that began with these scores, by the name of the limit.

    Missing scores have no ceilings. Limits out of bounds are taken as the nearest allowed ones, so
    that nothing stored can make the rules laxer.
    """
    chosen = published_limits(card) if limits is None else _within_bounds(limits, card)
    ceilings = {}
    for site, score in (("back", before.back), ("leg", before.leg)):
        if score is not None:
            zones = card.limits["back" if site == "back" else "leg"]
            ceilings[f"{site}_green"] = zones.green.at(score, getattr(chosen, f"{site}_green"))
            ceilings[f"{site}_amber"] = zones.amber.at(score, getattr(chosen, f"{site}_amber"))
    return ceilings


def _within_bounds(limits: Limits, card: ExerciseLightCard) -> Limits:
    within = {
        name: min(max(getattr(limits, name), allowed.start), allowed.stop - 1)
        for name, allowed in limit_choices(card).items()
    }
    for colour in ("green", "amber"):
        leg, back = f"leg_{colour}", f"back_{colour}"
        within[leg] = min(within[leg], within[back])
    return Limits(**within)
