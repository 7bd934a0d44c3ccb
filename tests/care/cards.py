"""The shipped rules, for tests that apply them."""

from functools import cache

from supine.library import SHIPPED
from supine.library.care_cards import CareCards
from supine.library.care_reader import read_care


@cache
def shipped_care() -> CareCards:
    """Give the shipped care cards."""
    cards, problems = read_care(SHIPPED / "care")
    assert cards is not None, problems
    return cards
