"""Written cases get the written answers, and anything that is no case gets its fault."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.care import audit_line
from supine.library import rule_rows
from tests.care import oracle
from tests.care.cards import shipped_care

KNOWN = {row.id for row in rule_rows(shipped_care())}
SIGNS = [f"E{number}" for number in range(1, 11)]
SIGNS += [f"U{number}" for number in range(1, 14)]
SIGNS += [f"C{number}" for number in range(1, 13)]

score = st.integers(0, 10)
reach = st.integers(0, 4)
scores = st.fixed_dictionaries({"back": score, "leg": score, "reach": reach})


def three(given: dict[str, int]) -> oracle.Three:
    return given["back"], given["leg"], given["reach"]


def ask(**case: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return audit_line(json.dumps(case), shipped_care())


def plain(kind: str) -> dict[str, Any]:
    """Give a case of each kind that is right."""
    some = {"back": 3, "leg": 2, "reach": 1}
    week = {"mean": 4.6, "days": 7}
    cases: dict[str, dict[str, Any]] = {
        "exercise_light": {
            "ask": "exercise_light",
            "before": dict(some),
            "worst": dict(some),
            "after_ten_minutes": {"reach": 1},
            "neuro": "none",
        },
        "day_light": {
            "ask": "day_light",
            "now": dict(some),
            "usual": {"back": 2.5, "leg": 2, "reach": 1},
            "last": dict(some),
            "last_settled": True,
        },
        "settled": {"ask": "settled", "last": dict(some), "next": dict(some)},
        "trend": {"ask": "trend", "baseline": dict(week), "now": dict(week)},
        "screening": {"ask": "screening", "yes": ["E1", "C5"]},
    }
    return cases[kind]


@given(
    before=scores,
    worst=scores,
    later=st.none() | st.fixed_dictionaries({"reach": reach}),
    neuro=st.sampled_from(["none", "settled_10min", "persists", "weakness"]),
)
def test_an_exercise_gets_the_written_light(
    before: dict[str, int], worst: dict[str, int], later: dict[str, int] | None, neuro: str
) -> None:
    answer = ask(
        ask="exercise_light", before=before, worst=worst, after_ten_minutes=later, neuro=neuro
    )

    after = later["reach"] if later else None
    assert answer["light"] == oracle.exercise(three(before), three(worst), after, neuro)
    assert answer["because"]
    assert set(answer["because"]) <= KNOWN


@given(yes=st.lists(st.sampled_from(SIGNS), max_size=6))
def test_ticked_signs_get_their_tier_and_the_flags_of_the_caution_signs(yes: list[str]) -> None:
    answer = ask(ask="screening", yes=yes)

    assert answer["outcome"] == oracle.outcome(yes)
    assert answer["flags"] == oracle.flags(yes)
    assert answer["because"]
    assert set(answer["because"]) <= KNOWN


def test_means_are_compared_as_they_are_written() -> None:
    """4.6 - 3.6 is less than 1 in binary fractions; a fall of exactly 1 counts as 1."""
    answer = ask(ask="trend", baseline={"mean": 4.6, "days": 5}, now={"mean": 3.6, "days": 5})

    assert answer == {"label": "maybe_better", "because": ["trend-maybe-better"]}


def test_a_day_light_and_a_next_day_are_answered() -> None:
    assert ask(**plain("day_light")) == {"light": "green", "because": ["day-as-usual"]}
    assert ask(**plain("settled")) == {"settled": True, "because": ["settled-yes"]}


def test_a_day_without_usual_and_without_last_is_answered() -> None:
    case = plain("day_light") | {"usual": None, "last": None, "last_settled": False}

    assert ask(**case) == {"light": "amber", "because": ["day-last-not-settled"]}


Change = Callable[[dict[str, Any]], Any]
WRONG: list[tuple[str, Change, str]] = [
    ("settled", lambda case: case.pop("ask"), "ask: it is missing"),
    ("settled", lambda case: case.update(ask="weather"), "ask: use one of exercise_light"),
    ("settled", lambda case: case.update(ask=["settled"]), "ask: use one of"),
    ("settled", lambda case: case.pop("next"), "next: it is missing"),
    ("settled", lambda case: case.update(mood=3), "mood: nobody knows this key"),
    ("settled", lambda case: case.update(next=None), "next: use an object"),
    ("settled", lambda case: case["next"].pop("leg"), "next.leg: it is missing"),
    ("settled", lambda case: case["next"].update(arm=1), "next.arm: nobody knows this key"),
    ("settled", lambda case: case["next"].update(back=True), "next.back: it is not a whole number"),
    ("settled", lambda case: case["next"].update(back=3.0), "next.back: it is not a whole number"),
    ("settled", lambda case: case["next"].update(back="3"), "next.back: it is not a whole number"),
    ("settled", lambda case: case["next"].update(back=None), "next.back: it is not a whole number"),
    ("settled", lambda case: case["next"].update(back=11), "next.back: it is not from 0 to 10"),
    ("settled", lambda case: case["next"].update(leg=-1), "next.leg: it is not from 0 to 10"),
    ("settled", lambda case: case["next"].update(reach=5), "next.reach: it is not from 0 to 4"),
    ("exercise_light", lambda case: case.pop("after_ten_minutes"), "after_ten_minutes: it is mis"),
    ("exercise_light", lambda case: case.update(after_ten_minutes=1), "after_ten_minutes: use an"),
    (
        "exercise_light",
        lambda case: case["after_ten_minutes"].update(reach=None),
        "after_ten_minutes.reach: it is not a whole number",
    ),
    ("exercise_light", lambda case: case.update(neuro="some"), "neuro: use one of none"),
    ("exercise_light", lambda case: case.update(neuro=None), "neuro: use one of none"),
    ("day_light", lambda case: case.update(last_settled=None), "last_settled: use true or false"),
    ("day_light", lambda case: case.update(last_settled=1), "last_settled: use true or false"),
    ("day_light", lambda case: case["usual"].update(reach=4.5), "usual.reach: it is not from 0"),
    ("day_light", lambda case: case["usual"].update(leg=None), "usual.leg: it is not a number"),
    ("trend", lambda case: case["now"].update(mean=True), "now.mean: it is not a number"),
    ("trend", lambda case: case["now"].update(mean=10.1), "now.mean: it is not from 0 to 10"),
    ("trend", lambda case: case["now"].update(mean=1e-40), "now.mean: it has more than 30 decimal"),
    ("trend", lambda case: case["now"].update(days=8), "now.days: it is not from 0 to 7"),
    ("trend", lambda case: case["now"].update(days=False), "now.days: it is not a whole number"),
    ("screening", lambda case: case.update(yes="E1"), "yes: use a list"),
    ("screening", lambda case: case.update(yes=["E1", "E11"]), "yes[1]: there is no such sign"),
    ("screening", lambda case: case.update(yes=[1]), "yes[0]: there is no such sign"),
]


@pytest.mark.parametrize(("kind", "change", "fault"), WRONG)
def test_a_case_that_is_wrong_gets_field_and_fault(kind: str, change: Change, fault: str) -> None:
    case = plain(kind)
    change(case)

    answer = ask(**case)

    assert list(answer) == ["error"]
    assert answer["error"].startswith(fault)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("", "line: this is not JSON"),
        ("{", "line: this is not JSON"),
        ("[" * 100_000, "line: this is not JSON"),
        ('{"ask": ' + "9" * 5000 + "}", "line: this is not JSON"),
        ("[]", "line: this is no case"),
        ("null", "line: this is no case"),
        ('{"ask": "trend", "ask": "trend"}', "ask: it stands here twice"),
        ('{"ask": "trend", "now": NaN}', "line: NaN is not a number"),
    ],
)
def test_a_line_that_is_no_case_gets_its_fault(line: str, fault: str) -> None:
    assert audit_line(line, shipped_care())["error"].startswith(fault)


@given(line=st.text() | st.recursive(st.none() | st.booleans() | st.integers(), st.lists).map(str))
def test_any_line_gets_an_answer(line: str) -> None:
    assert audit_line(line, shipped_care())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(
    kind=st.sampled_from(["exercise_light", "day_light", "settled", "trend", "screening"]),
    key=st.sampled_from(["before", "now", "usual", "last", "baseline", "yes", "neuro", "x"]),
    value=json_values,
)
def test_any_value_in_any_place_gets_an_answer(kind: str, key: str, value: object) -> None:
    answer = ask(**(plain(kind) | {key: value}))

    assert "error" in answer or answer["because"]
