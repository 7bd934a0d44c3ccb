"""Every rule can be seen at work: a case that fires it, and one that just does not."""

import pytest

from supine.library import rule_rows
from tests.care.cards import shipped_care
from tests.care.rule_cases import CASES

RULES = tuple(row.id for row in rule_rows(shipped_care()))


def test_every_rule_of_the_cards_has_both_cases_and_no_case_is_left_over() -> None:
    assert set(CASES) == set(RULES)


def test_no_two_rules_share_an_id() -> None:
    assert len(RULES) == len(set(RULES))


@pytest.mark.parametrize("rule_id", CASES)
def test_a_rule_fires(rule_id: str) -> None:
    fires, _ = CASES[rule_id]

    assert rule_id in fires()


@pytest.mark.parametrize("rule_id", CASES)
def test_a_rule_just_does_not_fire(rule_id: str) -> None:
    _, just_does_not = CASES[rule_id]

    assert rule_id not in just_does_not()
