"""Written cases and what the rules make of them, so that they can be checked without reading code.

A case is one line of JSON with an `ask`; the answer is plain data. Anything that is not exactly a
case is answered with `{"error": "field: fault"}`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from supine.care.flags import ticked_signs
from supine.care.lights import day_light, exercise_light, settled
from supine.care.scores import Neuro, Scores, Usual
from supine.care.trend import trend_label
from supine.library.care_cards import CareCards

HIGHEST = {"back": 10, "leg": 10, "reach": 4}
HIGHEST_MEAN = 10
DAYS_OF_A_WEEK = 7
# Exact arithmetic with more places would only take time; no score or mean has them.
MOST_DECIMALS = 30

Answer = dict[str, Any]
Case = Mapping[str, Any]


def audit_line(line: str, cards: CareCards) -> Answer:
    """Answer one line with `because` and `light`, `settled`, `label`, or `outcome` and `flags`."""
    try:
        return _answer(_parsed(line), cards)
    except _FaultError as fault:
        return {"error": str(fault)}


class _FaultError(ValueError):
    """Something in a case that is not right."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")


def _parsed(line: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(
            line,
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_no_key_twice,
        )
    except _FaultError:
        raise
    except (ValueError, RecursionError):
        raise _FaultError("line", "this is not JSON") from None


def _no_number(name: str) -> NoReturn:
    raise _FaultError("line", f"{name} is not a number")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = dict(pairs)
    if len(keys) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _FaultError(twice, "it stands here twice")
    return keys


def _answer(case: object, cards: CareCards) -> Answer:
    if not isinstance(case, dict):
        raise _FaultError("line", "this is no case: begin with {")
    if "ask" not in case:
        raise _FaultError("ask", "it is missing")
    ask = case["ask"]
    if not isinstance(ask, str) or ask not in ASKS:
        raise _FaultError("ask", f"use one of {', '.join(ASKS)}")
    return ASKS[ask]({key: value for key, value in case.items() if key != "ask"}, cards)


def _exercise_light(case: Case, cards: CareCards) -> Answer:
    _only(case, ("before", "worst", "after_ten_minutes", "neuro"))
    before = _scores(case["before"], "before")
    worst = _scores(case["worst"], "worst")
    later = case["after_ten_minutes"]
    if later is not None:
        later = _mapping(later, "after_ten_minutes", ("reach",))
        later = _score(later["reach"], "after_ten_minutes", "reach")
    neuro = case["neuro"]
    if not isinstance(neuro, str) or neuro not in set(Neuro):
        raise _FaultError("neuro", f"use one of {', '.join(Neuro)}")
    judged = exercise_light(before, worst, later, Neuro(neuro), cards.exercise_light.card)
    return {"light": judged.light, "because": list(judged.because)}


def _day_light(case: Case, cards: CareCards) -> Answer:
    _only(case, ("now", "usual", "last", "last_settled"))
    now = _scores(case["now"], "now")
    usual = None if case["usual"] is None else _usual(case["usual"])
    last = None if case["last"] is None else _scores(case["last"], "last")
    last_settled = case["last_settled"]
    if not isinstance(last_settled, bool):
        raise _FaultError("last_settled", "use true or false")
    judged = day_light(now, usual, last, last_settled, cards.day_light.card)
    return {"light": judged.light, "because": list(judged.because)}


def _settled(case: Case, cards: CareCards) -> Answer:
    _only(case, ("last", "next"))
    last, following = _scores(case["last"], "last"), _scores(case["next"], "next")
    answer = settled(last, following, cards.settled.card)
    return {"settled": answer.settled, "because": list(answer.because)}


def _trend(case: Case, cards: CareCards) -> Answer:
    _only(case, ("baseline", "now"))
    baseline, now = _week(case["baseline"], "baseline"), _week(case["now"], "now")
    answer = trend_label(baseline, now, cards.trend.card)
    return {"label": answer.label, "because": list(answer.because)}


def _screening(case: Case, cards: CareCards) -> Answer:
    _only(case, ("yes",))
    yes = case["yes"]
    if not isinstance(yes, list):
        raise _FaultError("yes", "use a list of signs")
    signs, caution = cards.warning_signs.card, cards.caution.card
    known = {sign.id for sign in signs.signs} | {question.id for question in caution.questions}
    for index, sign in enumerate(yes):
        if not isinstance(sign, str) or sign not in known:
            raise _FaultError(f"yes[{index}]", "there is no such sign")
    answer = ticked_signs(yes, signs, caution)
    because = list(answer.because)
    return {"outcome": answer.level, "flags": list(answer.flags), "because": because}


ASKS: Mapping[str, Callable[[Case, CareCards], Answer]] = {
    "exercise_light": _exercise_light,
    "day_light": _day_light,
    "settled": _settled,
    "trend": _trend,
    "screening": _screening,
}


def _only(case: Case, keys: tuple[str, ...], place: str = "") -> None:
    """Refuse a missing key, and one that is not known."""
    for key in keys:
        if key not in case:
            raise _FaultError(f"{place}{key}", "it is missing")
    for key in case:
        if key not in keys:
            raise _FaultError(f"{place}{key}", "nobody knows this key")


def _mapping(value: object, name: str, keys: tuple[str, ...]) -> Case:
    if not isinstance(value, dict):
        raise _FaultError(name, f"use an object with {', '.join(keys)}")
    _only(value, keys, f"{name}.")
    return value


def _scores(value: object, name: str) -> Scores:
    given = _mapping(value, name, tuple(HIGHEST))
    return Scores(*(_score(given[site], name, site) for site in HIGHEST))


def _score(value: object, name: str, site: str) -> int:
    if type(value) is not int:
        raise _FaultError(f"{name}.{site}", "it is not a whole number")
    if not 0 <= value <= HIGHEST[site]:
        raise _FaultError(f"{name}.{site}", f"it is not from 0 to {HIGHEST[site]}")
    return value


def _usual(value: object) -> Usual:
    given = _mapping(value, "usual", tuple(HIGHEST))
    medians = (_number(given[site], f"usual.{site}", HIGHEST[site]) for site in HIGHEST)
    return Usual(*medians)


def _week(value: object, name: str) -> tuple[Fraction, int]:
    given = _mapping(value, name, ("mean", "days"))
    days = given["days"]
    if type(days) is not int:
        raise _FaultError(f"{name}.days", "it is not a whole number")
    if not 0 <= days <= DAYS_OF_A_WEEK:
        raise _FaultError(f"{name}.days", f"it is not from 0 to {DAYS_OF_A_WEEK}")
    return _number(given["mean"], f"{name}.mean", HIGHEST_MEAN), days


def _number(value: object, field: str, highest: int) -> Fraction:
    """Read a number exactly as it is written."""
    if type(value) is not int and not isinstance(value, Decimal):
        raise _FaultError(field, "it is not a number")
    if not 0 <= value <= highest:
        raise _FaultError(field, f"it is not from 0 to {highest}")
    if isinstance(value, Decimal) and -int(value.as_tuple().exponent) > MOST_DECIMALS:
        raise _FaultError(field, f"it has more than {MOST_DECIMALS} decimal places")
    return Fraction(value)
