"""The shipped care cards are whole, and every way to break one is said where it was broken."""

import re
from pathlib import Path

import pytest

from supine.library import rule_rows
from supine.library.care_cards import Action, Level, ListName, Tier
from supine.library.care_reader import read_care
from tests.care.cards import shipped_care
from tests.library.breaking import CARE, Change, broken_care

SIGNS, SIGNS_WORDS = "warning-signs.yaml", "warning-signs.en.yaml"
SETTLED, SETTLED_WORDS = "settled.yaml", "settled.en.yaml"
SOURCES = "sources.yaml"


def test_the_shipped_lists_hold_every_sign_of_their_tier() -> None:
    signs = shipped_care().warning_signs

    assert [sign.id for sign in signs.sign_list(ListName.EMERGENCY).signs] == [
        f"E{number}" for number in range(1, 11)
    ]
    assert [sign.id for sign in signs.sign_list(ListName.URGENT).signs] == [
        f"U{number}" for number in range(1, 14)
    ]


def test_nine_signs_are_asked_about_before_every_session() -> None:
    daily = shipped_care().warning_signs.sign_list(ListName.DAILY)

    assert [sign.id for sign in daily.signs] == [
        *("E1", "E2", "E3", "E5", "E6", "E8", "E9"),
        *("U1", "U11"),
    ]


def test_what_the_daily_advice_calls_urgent_is_for_the_same_day() -> None:
    daily = shipped_care().warning_signs.sign_list(ListName.DAILY)

    urgent = [sign.card.action for sign in daily.signs if sign.card.tier is Tier.URGENT]

    assert urgent == [Action.SAME_DAY, Action.SAME_DAY]


def test_every_source_is_used_and_says_what_kind_it_is() -> None:
    cards = shipped_care()

    assert {source for row in rule_rows(cards) for source in row.sources} == set(cards.sources)


def test_advice_names_all_numbers_until_the_country_is_known() -> None:
    signs = shipped_care().warning_signs

    unknown, known = signs.advice("emergency"), signs.advice("emergency", "144")

    assert any("112, 999 or 911" in step for step in unknown.steps)
    assert any("144" in step for step in known.steps)
    assert not any("112" in step or "{" in step for step in known.steps)


def test_advice_for_an_emergency_begins_with_what_to_do() -> None:
    signs = shipped_care().warning_signs
    urgent = [rule.say for rule in signs.rules if rule.then is Level.EMERGENCY]

    assert set(urgent) == {"emergency", "daily"}
    assert all(re.match(r"Stop\.", signs.advice(say).heading) for say in urgent)


def test_reasons_are_said_once_and_forgotten_rules_are_left_out() -> None:
    ids = ["emergency-signs-none", "urgent-signs-none", "a-rule-of-the-past"]

    reasons = shipped_care().warning_signs.reasons(ids)

    assert reasons == ("You ticked none of the listed warning signs.",)


FORBIDDEN = re.compile(
    r"\b(safe|cure|heal|relieve|treat(s|ment)?|diagnos\w+|disc|nerve|red flags?|prescri\w+"
    r"|we recommend|clinically proven|evidence-based|damage|thanks to)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("file", sorted(path.name for path in CARE.glob("*.en.yaml")))
def test_the_texts_promise_nothing_and_name_no_condition(file: str) -> None:
    assert FORBIDDEN.findall((CARE / file).read_text(encoding="utf-8")) == []


def test_the_wording_test_would_notice() -> None:
    assert FORBIDDEN.search("You are safe.")
    assert FORBIDDEN.search("This treats an irritated nerve.")


@pytest.mark.parametrize("file", sorted(path.name for path in CARE.glob("*.yaml")))
def test_a_missing_file_is_a_problem_of_its_own(care_folder: Path, file: str) -> None:
    (care_folder / file).unlink()

    cards, problems = read_care(care_folder)

    assert cards is None
    assert (str(care_folder / file), "file") in [(found.file, found.place) for found in problems]


def test_a_language_without_texts_gives_no_cards(care_folder: Path) -> None:
    cards, problems = read_care(care_folder, "xx")

    assert cards is None
    assert {Path(found.file).name for found in problems} == {
        path.name.replace(".en.", ".xx.") for path in CARE.glob("*.en.yaml")
    }


def test_one_broken_file_does_not_hide_another(care_folder: Path) -> None:
    (care_folder / SIGNS).write_text("version: [", encoding="utf-8")

    problems = broken_care(care_folder, SETTLED, lambda card: card.update(version=0))

    assert {Path(found.file).name for found in problems} == {SIGNS, SETTLED}


BROKEN: list[tuple[str, Change, str, str]] = [
    (SIGNS, lambda card: card.update(colour="red"), "colour", "nobody knows this key"),
    (SIGNS, lambda card: card.update(version=0), "version", "0 is not right"),
    (SIGNS, lambda card: card.update(emergency_numbers=["call"]), "emergency_numbers[0]", "call"),
    (SIGNS, lambda card: card["signs"][2].update(tier="worry"), "signs[2].tier", "worry"),
    (SIGNS, lambda card: card["signs"][2].pop("in_daily"), "signs[2].in_daily", "missing"),
    (SIGNS, lambda card: card["signs"][2].update(id="U30"), "signs[2]", "U30 is not the id"),
    (SIGNS, lambda card: card["signs"][2].update(action="same-day"), "signs[2]", "does not fit"),
    (SIGNS, lambda card: card["signs"][10].update(action="emergency"), "signs[10]", "not fit"),
    (SIGNS, lambda card: card["signs"][2].update(sources=[]), "signs[2].sources", "too few"),
    (SIGNS, lambda card: card["signs"][2].update(sources=["aunt"]), "signs[2].sources", "aunt"),
    (SIGNS, lambda card: card["signs"].append(card["signs"][0]), "signs", "E1 stands here twice"),
    (
        SIGNS,
        lambda card: [sign.update(in_daily=False) for sign in card["signs"]],
        "signs",
        "the list daily has no sign",
    ),
    (SIGNS, lambda card: card["rules"].pop(1), "rules", "0 rules say what the answer some"),
    (
        SIGNS,
        lambda card: card["rules"].append({**card["rules"][1], "id": "again"}),
        "rules",
        "2 rules say what the answer some",
    ),
    (SIGNS, lambda card: card["rules"][1].update(id="daily-signs-some"), "rules", "twice"),
    (SIGNS, lambda card: card["rules"][1].update(sources=["aunt"]), "rules[1].sources", "aunt"),
    (SIGNS, lambda card: card["rules"][7].update(then="urgent"), "rules[7].then", "does not fit"),
    (SIGNS, lambda card: card["rules"][2].update(then="clear"), "rules[2].then", "does not fit"),
    (SIGNS, lambda card: card["rules"][0].update(then="urgent"), "rules[0].then", "does not fit"),
    (SIGNS_WORDS, lambda words: words["signs"].pop("E4"), "signs.E4", "text is missing"),
    (SIGNS_WORDS, lambda words: words.update(not_complete=""), "not_complete", "not right"),
    (SIGNS_WORDS, lambda words: words.update(any_number="1" * 400), "any_number", "not right"),
    (SIGNS_WORDS, lambda words: words["signs"].update(E40="?"), "signs.E40", "nothing uses"),
    (SIGNS_WORDS, lambda words: words["lists"].pop("daily"), "lists.daily", "text is missing"),
    (SIGNS_WORDS, lambda words: words["answers"].pop("unsure"), "answers.unsure", "missing"),
    (SIGNS_WORDS, lambda words: words["because"].pop("none-ticked"), "because.none-ticked", "miss"),
    (SIGNS_WORDS, lambda words: words["advice"].pop("daily"), "advice.daily", "text is missing"),
    (
        SIGNS_WORDS,
        lambda words: words["advice"].update(spare=words["advice"]["clear"]),
        "advice.spare",
        "nothing uses",
    ),
    (
        SIGNS_WORDS,
        lambda words: words["signs"].update(E4="Call {emergency_number}"),
        "signs.E4",
        "nothing fills in {emergency_number}",
    ),
    (
        SIGNS_WORDS,
        lambda words: words["advice"]["daily"]["steps"].append("Call {number}"),
        "advice.daily.steps[3]",
        "nothing fills in {number}",
    ),
    (
        SIGNS_WORDS,
        lambda words: words["advice"]["urgent"].update(steps=["Ask somebody"]),
        "advice.urgent.steps",
        "must name the number to call",
    ),
    (
        SIGNS_WORDS,
        lambda words: words["advice"]["urgent"].pop("opens"),
        "advice.urgent.opens",
        "how they open again",
    ),
    (
        SIGNS_WORDS,
        lambda words: words["advice"]["urgent"].pop("confirm"),
        "advice.urgent.confirm",
        "how they open again",
    ),
    (SETTLED, lambda card: card.update(colour="red"), "colour", "nobody knows this key"),
    (SETTLED, lambda card: card["rules"][0].update(sources=["aunt"]), "rules[0].sources", "aunt"),
    (SETTLED, lambda card: card["rules"][1].update(id="settled-back-higher"), "rules", "twice"),
    (SETTLED_WORDS, lambda words: words["because"].pop("no-answer"), "because.no-answer", "miss"),
    (SOURCES, lambda card: card["sources"].pop("nice-ng59"), "signs[16].sources", "nice-ng59"),
    (
        SOURCES,
        lambda card: card["sources"]["nice-ng59"].update(kind="rumour"),
        "sources.nice-ng59.kind",
        "rumour",
    ),
]


@pytest.mark.parametrize(("file", "change", "place", "fault"), BROKEN)
def test_a_broken_care_card_is_named_with_place_and_fault(
    care_folder: Path, file: str, change: Change, place: str, fault: str
) -> None:
    problems = broken_care(care_folder, file, change)

    found = [problem for problem in problems if problem.place == place]
    assert any(fault in problem.fault for problem in found), problems
    assert all(problem.remedy for problem in problems)
