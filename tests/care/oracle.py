"""The written rules once more, as plain arithmetic: an independent answer to compare with.

Nothing here reads a card or calls the code under test. Scores are (back, leg, reach), all given.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import TypeAlias

Three: TypeAlias = tuple[int, int, int]
Medians: TypeAlias = tuple[Fraction, Fraction, Fraction]

COLOURS = ("green", "amber", "red")

FLAGS = {
    "C1": ["pregnancy_t2plus"],
    "C2": ["osteoporosis"],
    "C3": ["floor_transfer_difficulty"],
    "C4": ["flexion_aggravated"],
    "C5": ["extension_aggravated", "stenosis"],
    "C6": ["spondylolisthesis"],
    "C7": ["hip_replacement_recent"],
    "C8": ["groin_or_pubic_pain", "fai"],
    "C9": ["hypertension_uncontrolled", "hernia", "glaucoma_reflux"],
    "C11": ["leg_pain_irritable"],
}


def worst(*colours: str) -> str:
    """Give the worst of some colours."""
    return max(colours, key=COLOURS.index)


def exercise(before: Three, during: Three, later: int | None, neuro: str) -> str:
    """Give the exercise light."""
    if before[0] >= 7 or before[1] >= 7:
        return "red"
    back = (min(max(3, before[0]), 6), min(max(5, before[0] + 1), 7))
    leg = (min(max(2, before[1]), 5), min(max(4, before[1] + 1), 6))
    return worst(
        _zone(during[0], back),
        _zone(during[1], leg),
        _reach(before[2], during[2], later),
        {"none": "green", "settled_10min": "amber", "persists": "red", "weakness": "red"}[neuro],
    )


def day(now: Three, usual: Medians | None, last: Three | None, *, last_settled: bool | None) -> str:
    """Give the day light."""
    back, leg, reach = now
    red = back >= 7 or leg >= 7
    if usual is not None:
        red = red or back >= usual[0] + 3 or leg >= usual[1] + 3
    if last is not None:
        red = red or (reach > last[2] and leg >= last[1] + 2)
    if red:
        return "red"
    if usual is None:
        amber = back >= 5 or leg >= 5 or reach == 4
    else:
        amber = back >= usual[0] + 2 or leg >= usual[1] + 2 or reach > usual[2]
    return "amber" if amber or last_settled is False else "green"


def is_settled(last: Three, following: Three) -> bool:
    """Tell whether a session had settled."""
    return following[0] <= last[0] + 1 and following[1] <= last[1] + 1 and following[2] <= last[2]


def label(baseline: Fraction, baseline_days: int, now: Fraction, now_days: int) -> str:
    """Give the label of a trend."""
    if min(baseline_days, now_days) < 5:
        return "not_enough_days"
    fall = baseline - now
    matters = 1 if baseline < 5 else 2 if baseline < 8 else 3
    if fall >= matters and fall >= baseline * Fraction(3, 10):
        return "meaningfully_better"
    if fall >= 1:
        return "maybe_better"
    if fall > -1:
        return "no_clear_change"
    return "maybe_worse" if fall > -2 else "worse"


def outcome(yes: Collection[str]) -> str:
    """Give the highest tier that was ticked."""
    tiers = {"E": "emergency", "U": "urgent", "C": "caution"}
    return next((tiers[tier] for tier in "EUC" if any(sign[0] == tier for sign in yes)), "clear")


def flags(yes: Collection[str]) -> Sequence[str]:
    """Give the flags of the caution signs, sorted."""
    return sorted({flag for sign in yes for flag in FLAGS.get(sign, [])})


def _zone(score: int, ceilings: tuple[int, int]) -> str:
    green, amber = ceilings
    return "green" if score <= green else "amber" if score <= amber else "red"


def _reach(before: int, during: int, later: int | None) -> str:
    if during <= before:
        return "green"
    into_foot = during == 4
    if during - before >= 2 or into_foot or later is None or later > before:
        return "red"
    return "amber"
