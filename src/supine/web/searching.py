"""Finding a name by what somebody types: case, hyphens, word order and slips matter little.

A query is found where every one of its words is. A word is found where a word of the text begins
with it; words written as one ("pressup") and one word written as two ("press up") count as well.
`slips` allows, beside that, small typing slips.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# The shortest words in which one slip, or two, are still told from another word.
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Text:
    """What of one thing can be found. fields: the name first, what matters least last."""

    fields: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, name: str, *others: Iterable[str]) -> Text:
        """Read a name, and further texts in groups of falling weight."""
        groups = [[name], *others]
        return cls(tuple(tuple(_spellings(texts)) for texts in groups))

    def rank(self, query: Sequence[str], *, slips: bool) -> int | None:
        """Give the first field in which the whole query is found (0: the name), None for none.

        A query whose words are spread over several fields comes after all of those.
        """
        for index, field in enumerate(self.fields):
            if _all_in(query, field, slips=slips):
                return index
        everything = tuple(word for field in self.fields for word in field)
        return len(self.fields) if _all_in(query, everything, slips=slips) else None


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text in small letters, without accents and what stands between them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(WORD.findall(bare.replace("'", "").replace("\u2019", "")))


def distance(one: str, other: str) -> int:
    """Count the slips between two words: a letter too many, too few, wrong, or two swapped.

    The optimal string alignment distance (Damerau 1964, in the restricted form).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, wanted in enumerate(other, 1):
            least = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != wanted))
            swapped = i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], wanted)
            following.append(min(least, before[j - 2] + 1) if swapped else least)
        before, row = row, following
    return row[-1]


def _spellings(texts: Iterable[str]) -> Iterable[str]:
    """Give each word, and each two neighbours of a name written as one.

    In a sentence they are no word: a bed is not in what "can be done".
    """
    for text in texts:
        words = words_of(text)
        yield from words
        if not text.endswith("."):
            yield from (first + second for first, second in pairwise(words))


def _all_in(query: Sequence[str], field: Sequence[str], *, slips: bool) -> bool:
    """Tell whether every word is there; a word may also be found together with its neighbour."""
    if not query:
        return True
    if _is_in(query[0], field, slips=slips) and _all_in(query[1:], field, slips=slips):
        return True
    both = "".join(query[:2])
    return (
        len(query) > 1
        and _is_in(both, field, slips=slips)
        and _all_in(query[2:], field, slips=slips)
    )


def _is_in(word: str, field: Sequence[str], *, slips: bool) -> bool:
    if any(there.startswith(word) for there in field):
        return True
    allowed = (len(word) >= ONE_SLIP_FROM) + (len(word) >= TWO_SLIPS_FROM)
    return slips and allowed > 0 and any(_is_near(word, there, allowed) for there in field)


@lru_cache(maxsize=8192)
def _is_near(word: str, there: str, allowed: int) -> bool:
    """Tell whether it is the word but for slips, or the beginning of it, as while typing."""
    if len(set(word) - set(there)) > allowed:
        # Each letter that is not there at all is a slip, which is quickly seen.
        return False
    beginnings = {there, there[: len(word)], there[: len(word) - 1], there[: len(word) + 1]}
    return any(
        abs(len(word) - len(beginning)) <= allowed and distance(word, beginning) <= allowed
        for beginning in beginnings
        if len(beginning) >= ONE_SLIP_FROM - 1
    )
