"""Lives many simulated people through the care rules, and says how often noise looks better.

script/bench care [PEOPLE] [DAYS]: 1,000 people and 90 days unless said otherwise. Every person is
checked against the invariants; the first that breaks one stops the run.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import cache

from supine.care import Course, trend_label
from supine.library import shipped_library
from supine.library.care_cards import Trend
from tests.care.invariants import check
from tests.care.people import Kind, one_person

SEED = 20260202
PEOPLE = 1000
DAYS = 90
REPLAYED_EVERY = 5
NOISY_PEOPLE = 4000
LATER_WEEKS = 11


def main() -> int:
    """Run both parts and print what they found."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    days = int(sys.argv[2]) if len(sys.argv) > 2 else DAYS  # noqa: PLR2004 - the second word
    began = time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        lived = list(workers.map(_live, range(people), [days] * people, chunksize=10))
    seconds = time.monotonic() - began
    print(f"{people} people x {days} days in {seconds:.1f} s; every invariant held.")
    _print_people(lived)
    for spread in (1.0, 1.5):
        _print_noise(spread)
    return 0


@cache
def _course() -> Course:
    return Course.of(shipped_library(), "three-minute")


def _live(number: int, days: int) -> tuple[Kind, int, int, bool, bool, int]:
    """Give what one life came to: kind, sessions, steps up, bonus, another routine, flares."""
    person = one_person(number, SEED, _course(), days)
    check(person, also_replayed=number % REPLAYED_EVERY == 0)
    took = [moment.took for moment in person.moments if moment.took]
    plan = person.moments[-1].today.now
    bonus, routine = "bonus" in took, bool(plan.followed)
    return person.kind, plan.sessions, len(took), bonus, routine, len(plan.flares)


def _print_people(lived: list[tuple[Kind, int, int, bool, bool, int]]) -> None:
    for kind in Kind:
        of_kind = [one for one in lived if one[0] is kind]
        if of_kind:
            _, sessions, steps, bonus, routine, flares = zip(*of_kind, strict=True)
            print(
                f"  {kind:14} sessions {statistics.mean(sessions):5.1f}"
                f"  offers taken {statistics.mean(steps):4.1f}"
                f"  bonus {statistics.mean(bonus):4.0%}"
                f"  another routine {statistics.mean(routine):4.0%}"
                f"  flares {statistics.mean(flares):3.1f}"
            )


def _print_noise(spread: float) -> None:
    """Say how often the trend says better where nothing changes but the day."""
    chance = random.Random(SEED)  # noqa: S311 - noise is no secret
    labels: Counter[Trend] = Counter()
    ever = 0
    for _ in range(NOISY_PEOPLE):
        middle = chance.uniform(2, 8)
        first = _week(middle, spread, chance)
        card = shipped_library().care.trend.card
        later = [
            trend_label(first, _week(middle, spread, chance), card).label
            for _ in range(LATER_WEEKS)
        ]
        labels.update(later)
        ever += Trend.MEANINGFULLY_BETTER in later
    total = labels.total()
    print(f"Pure noise, SD {spread}: of {total} weeks against the first")
    for label in Trend:
        print(f"  {label:20} {labels[label] / total:6.1%}")
    print(f"  at least once meaningfully better in {LATER_WEEKS} weeks: {ever / NOISY_PEOPLE:.1%}")


def _week(middle: float, spread: float, chance: random.Random) -> tuple[Fraction, int]:
    """Give the mean of a week of whole scores around one middle, and its days."""
    scores = [min(10, max(0, round(chance.gauss(middle, spread)))) for _ in range(7)]
    return Fraction(sum(scores), len(scores)), len(scores)


if __name__ == "__main__":
    raise SystemExit(main())
