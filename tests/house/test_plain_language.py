"""Pages and care texts are easy to read, and promise nothing.

How easy: the grade of Flesch and Kincaid, which grows with words in a sentence and syllables in a
word: 0.39 x words / sentences + 11.8 x syllables / words - 15.59. Syllables are counted as groups
of vowels, less a silent e at the end. Only lines of a few words or more count as sentences:
headings and labels would make every page look easy. Words of many syllables must be among TERMS,
which are those that people know, or for which no shorter word means the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.house.tree import ROOT, project_files, relative

HIGHEST_GRADE = 8.0
# Fewer words than this have no grade worth the name.
FEWEST_WORDS = 20
FEWEST_WORDS_OF_A_SENTENCE = 5
MANY_SYLLABLES = 4
FLAGS = re.IGNORECASE

TERMS = frozenset(
    (
        *("differently", "everyday", "everything", "individual", "interrupted", "measurement"),
        *("somebody", "emergency", "exercises", "repetitions", "operation", "temperature"),
        *("maternity", "replacement", "professional", "physiotherapist"),
        *("osteoporosis", "spondylolisthesis", "ejaculation"),
    )
)

PAGES = [path for path in project_files() if "templates" in path.parts and path.suffix == ".html"]
CARE_TEXTS = sorted((ROOT / "src/supine/library/care").glob("*.en.yaml"))
ALL_TEXTS = sorted((ROOT / "src/supine/library").rglob("*.en.yaml"))

# What the facts forbid to say, with an example of each.
FORBIDDEN = {
    r"\b(treat|heal|cure|relieve|fix)(s|ed|ing)?\b": "This routine heals sciatica.",
    r"\brehab": "Rehab for your disc.",
    r"\b(you are|you're|it is) (quite |perfectly )?safe\b": "You are safe.",
    r"\bno (red flags|warning signs)\b": "There are no red flags.",
    r"\byour (disc|discs|nerve|nerves)\b": "Your disc is irritated.",
    r"\bwe recommend|\brecommended for you": "We recommend ten.",
    r"\bprescribed\b": "Prescribed for you.",
    r"\bthanks to\b": "You are improving thanks to the exercises.",
    r"\bpain (means|is a sign of|equals) (damage|harm|injury)": "Pain means damage.",
    r"\bproven\b|\bevidence.based": "Clinically proven.",
    r"\bguarantee|\byou will (get better|recover|improve)": "You will get better.",
    r"\byou (failed|should have|missed your)|\bstreak": "You missed your goal.",
}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_a_page_is_easy_to_read(page: Path) -> None:
    sentences = sentences_in(page)

    assert grade(sentences) <= HIGHEST_GRADE, hardest(sentences)


@pytest.mark.parametrize("card", CARE_TEXTS, ids=relative)
def test_a_care_text_is_easy_to_read(card: Path) -> None:
    sentences = sentences_in(card)

    assert grade(sentences) <= HIGHEST_GRADE, hardest(sentences)


@pytest.mark.parametrize("source", [*PAGES, *CARE_TEXTS], ids=relative)
def test_a_long_word_is_one_that_people_know(source: Path) -> None:
    words = {word for sentence in sentences_in(source) for word in words_of(sentence)}

    assert {word for word in words if syllables(word) >= MANY_SYLLABLES} - TERMS == set()


def test_every_term_is_needed() -> None:
    sources = [*PAGES, *CARE_TEXTS]
    used = {word for one in sources for text in sentences_in(one) for word in words_of(text)}

    assert TERMS - used == set()


@pytest.mark.parametrize("source", [*PAGES, *ALL_TEXTS], ids=relative)
def test_nothing_is_promised_blamed_or_diagnosed(source: Path) -> None:
    text = " ".join(sentences_in(source))

    assert [found[0] for words in FORBIDDEN if (found := re.search(words, text, FLAGS))] == []


@pytest.mark.parametrize(("words", "example"), FORBIDDEN.items())
def test_what_is_forbidden_would_be_found(words: str, example: str) -> None:
    assert re.search(words, example, FLAGS)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("leg", 1),
        ("score", 1),
        ("little", 2),
        ("before", 2),
        ("physiotherapist", 5),
        ("minutes", 2),
    ],
)
def test_syllables_are_counted_as_people_say_them(word: str, count: int) -> None:
    assert syllables(word) == count


def test_long_words_in_long_sentences_have_a_high_grade() -> None:
    plain = ["Stop if it hurts.", "Rest for a day.", "Then try again with half as many."] * 3
    stilted = [
        "Discontinuation of participation is advisable immediately following deterioration",
        "Individualised reassessment necessitates consideration of alternative possibilities",
        "Subsequent continuation remains conditional upon satisfactory agreement",
    ]

    assert grade(plain) < 4
    assert grade(stilted) > 16


def test_a_page_is_read_without_its_tags() -> None:
    page = '{# no #}<h1 class="a">One</h1>{% if x %}<p>Two <b>words</b> {{ three }}.</p>{% endif %}'

    assert sentences_of_page(page) == ["One", "Two words it"]


def grade(sentences: list[str]) -> float:
    """Give the school year in which the text can be read; 0 for next to no text."""
    whole = [
        found for one in sentences if len(found := words_of(one)) >= FEWEST_WORDS_OF_A_SENTENCE
    ]
    words = [word for sentence in whole for word in sentence]
    if len(words) < FEWEST_WORDS:
        return 0.0
    per_sentence = len(words) / len(whole)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def hardest(sentences: list[str]) -> list[str]:
    """Give what to change first."""
    return sorted(sentences, key=lambda one: -sum(map(syllables, words_of(one))))[:4]


def syllables(word: str) -> int:
    spoken = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyscgz])es$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def words_of(sentence: str) -> list[str]:
    return re.findall(r"[a-z]+(?:'[a-z]+)?", sentence.lower())


def sentences_in(source: Path) -> list[str]:
    if source.suffix == ".html":
        return sentences_of_page(source.read_text(encoding="utf-8"))
    return sentences_of_card(source)


def sentences_of_page(template: str) -> list[str]:
    """Give what a template says, every branch of it; what it fills in counts as "it"."""
    text = re.sub(r"\{#.*?#\}", " ", template, flags=re.DOTALL)
    text = re.sub(r"<(script|style|svg|code)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"<!doctype[^>]*>|<(meta|link)\b[^>]*>", " ", text, flags=re.IGNORECASE)
    # Branches and blocks end a sentence, as most tags do; the others stand inside one.
    text = re.sub(r"\{%\s*(else|elif|endif|block|endblock|empty|endfor).*?%\}", "\n", text)
    text = re.sub(r"\{%.*?%\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{\{[^}]*pluralize[^}]*\}\}", "s", text)
    text = re.sub(r"\{\{.*?\}\}", "it", text, flags=re.DOTALL)
    text = re.sub(r"</?(b|strong|em|a|small|time)\b[^>]*>", "", text)
    return split(re.sub(r"<[^>]*>", "\n", text))


def sentences_of_card(path: Path) -> list[str]:
    """Give every text of a card; a number that is filled in counts as "it"."""
    texts = texts_in(yaml.safe_load(path.read_text(encoding="utf-8")))
    return [one for text in texts for one in split(re.sub(r"\{\w+\}", "it", text))]


def texts_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from texts_in(inner)


def split(text: str) -> list[str]:
    """Part a text at the ends of sentences; a semicolon parts two as well as a full stop does."""
    parts = re.split(r"[.!?;](?=\s|$)|\n", text)
    return [one for part in parts if words_of(one := " ".join(part.split()))]
