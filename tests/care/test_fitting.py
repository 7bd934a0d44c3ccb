"""A routine made to fit: what is swapped, dropped or halved, and when it is not for now."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from supine.care import FittedRoutine, Flags, effect_on, fit_routine, flags_from
from supine.care.fitting import only_settles
from supine.library import Item, Routine, rule_rows, shipped_library
from supine.library.care_cards import Doing, FlagEffect
from supine.library.movement import MovementCard
from tests.care.cards import shipped_care
from tests.care.diaries import with_flags
from tests.care.made_up import fitted, movement, routine

HERNIA = with_flags("C9")
DIZZY = with_flags("A2")
SEED = 5
PEOPLE = 1000
KNOWN = {row.id for row in rule_rows(shipped_care())}


def names(found: FittedRoutine) -> list[str]:
    return [item.movement for item in found.items]


def reps(found: FittedRoutine) -> list[int]:
    return [item.reps for item in found.items]


def test_without_a_flag_a_routine_is_done_as_it_is_written() -> None:
    items = (Item(movement="sway", reps=11), "roll")

    found = fitted(routine(*items), [movement("sway"), movement("roll")])

    assert (names(found), reps(found)) == (["sway", "roll"], [11, 10])
    assert found.items[0].because == ("flag-changes-nothing",)
    assert (found.left_out, found.swapped, found.not_for_now) == ((), (), ())


def test_a_movement_that_is_left_out_is_swapped_for_what_the_routine_says() -> None:
    lying = Item(movement="sway", instead=("curl", "roll"))
    known = [movement("sway", ("dizziness",), easier=("nod",)), movement("curl", ("dizziness",))]

    found = fitted(routine(lying, "lift"), [*known, *map(movement, ("roll", "nod", "lift"))], DIZZY)

    assert names(found) == ["roll", "lift"]
    assert found.items[0].instead_of == "sway"
    assert found.swapped[0].into == "roll"
    assert found.swapped[0].because == ("fit-swap", "flag-leaves-out", "A2")


def test_what_the_routine_does_not_say_the_movement_may_know() -> None:
    known = [movement("sway", ("dizziness",), easier=("nobody-has-it", "nod")), movement("nod")]

    assert names(fitted(routine("sway"), known, DIZZY)) == ["nod"]


def test_a_stand_in_begins_with_its_own_first_dose_and_nothing_is_done_twice() -> None:
    known = [
        movement("sway", ("dizziness",), easier=("nod",)),
        movement("curl", ("dizziness",), easier=("lift", "nod")),
        *map(movement, ("lift", "nod")),
    ]

    found = fitted(routine("sway", "curl", "lift"), known, DIZZY)

    assert (names(found), reps(found)) == (["nod", "lift"], [8, 10])
    assert [(one.movement, one.because) for one in found.left_out] == [
        ("curl", ("fit-drop", "flag-leaves-out", "A2"))
    ]


def test_half_of_a_routine_is_enough_and_less_is_not() -> None:
    out = [movement(name, ("dizziness",)) for name in ("a", "b")]
    kept = [movement(name) for name in ("c", "d")]

    assert names(fitted(routine("a", "b", "c", "d"), [*out, *kept], DIZZY)) == ["c", "d"]
    too_little = fitted(routine("a", "b", "c"), [*out, *kept], DIZZY)

    assert too_little.items == ()
    assert too_little.not_for_now == ("fit-too-little-left", "A2")
    assert [one.movement for one in too_little.left_out] == ["a", "b"]


def test_a_flag_against_all_of_it_leaves_all_of_it_out_and_names_the_question() -> None:
    found = fitted(routine("sway", leave_out_if=("hernia",)), [movement("sway")], HERNIA)

    assert (found.items, found.not_for_now) == ((), ("fit-routine-left-out", "C9"))


def test_half_a_dose_is_small_short_and_never_nothing() -> None:
    squeeze = movement("squeeze", pattern="lying-adductor-squeeze")
    items = (Item(movement="squeeze", reps=11, hold_seconds=5), Item(movement="sway", reps=1))
    whole = fitted(routine(*items), [squeeze, movement("sway")])

    found = fitted(routine(*items), [squeeze, movement("sway")], doing=Doing.HALF)

    assert (reps(whole), whole.items[0].hold_seconds) == ([11, 1], 5)
    assert reps(found) == [5, 1]
    assert [(item.hold_seconds, item.small_range) for item in found.items] == [(None, True)] * 2
    assert "fit-half" in found.items[0].because


def test_somebody_who_starts_gently_does_the_gentlest_dose() -> None:
    found = fitted(routine("sway"), [movement("sway")], HERNIA)

    assert reps(found) == [5]
    assert "fit-gentle" in found.items[0].because


def test_a_dose_above_the_card_is_brought_down_to_it() -> None:
    squeeze = movement("squeeze", pattern="lying-adductor-squeeze")
    wild = Item(movement="squeeze", reps=30, hold_seconds=90)

    found = fitted(routine(wild), [squeeze])

    longest = max(step.hold_seconds[1] for step in squeeze.card.rep if step.hold_seconds)
    assert (reps(found), found.items[0].hold_seconds) == ([12], longest)


def test_advice_of_a_movement_comes_with_it() -> None:
    known = [movement("sway", advice={"dizziness": "slowly"})]

    assert fitted(routine("sway"), known, DIZZY).items[0].advice == ("slowly",)


def test_what_rests_today_is_left_out_of_every_routine() -> None:
    known = [movement("sway", easier=("nod",)), movement("nod"), movement("lift")]

    found = fitted(
        routine("sway", "lift"), known, resting={"sway": ("down-after-red",), "nod": ("x",)}
    )

    assert names(found) == ["lift"]
    assert found.left_out[0].because == ("fit-drop", "down-after-red")


@pytest.mark.parametrize(
    ("doing", "rule"),
    [
        (Doing.NOTHING, "fit-closed"),
        (Doing.SETTLE, "fit-day-to-settle"),
        (Doing.DONE, "fit-done-for-today"),
    ],
)
def test_on_a_day_that_is_not_for_exercises_it_is_not_for_now(doing: Doing, rule: str) -> None:
    assert fitted(routine("sway"), [movement("sway")], doing=doing).not_for_now == (rule,)


def test_what_only_settles_is_there_on_every_day_that_is_not_locked_and_is_never_halved() -> None:
    rest = movement("rest", aims=("settle",))
    for doing in (Doing.SETTLE, Doing.DONE, Doing.HALF, Doing.PLANNED):
        assert reps(fitted(routine("rest"), [rest], HERNIA, doing)) == [10]

    assert fitted(routine("rest"), [rest], doing=Doing.NOTHING).not_for_now == ("fit-closed",)


def simulated_flags() -> Iterator[Flags]:
    """Give what a thousand people tick: nobody, one thing, a few, many, and all second answers."""
    chance = random.Random(SEED)  # noqa: S311 - simulated people are no secret
    card = shipped_care().caution.card
    alone = [question.id for question in card.questions]
    for number in range(PEOPLE):
        share = chance.choice((0.05, 0.15, 0.3, 0.6, 0.9))
        yes = [one for one in alone if chance.random() < share]
        if number < len(alone):
            yes = [alone[number]]
        whens = {
            question.id: chance.choice([*question.follow_up, ""])
            for question in card.questions
            if question.follow_up
        }
        yield flags_from(yes, whens, card)


def resting_of(chance: random.Random, movements: list[str]) -> dict[str, tuple[str, ...]]:
    """Let a movement rest now and then, as after a red one."""
    return {one: ("down-after-red",) for one in movements if chance.random() < 0.04}


@pytest.mark.parametrize("routine_id", sorted(shipped_library().routines))
def test_a_thousand_people_get_a_safe_version_or_a_plain_not_for_now(routine_id: str) -> None:
    library, chance = shipped_library(), random.Random(SEED)  # noqa: S311 - no secret either
    shipped = library.routines[routine_id]
    outcomes: Counter[bool] = Counter()
    for flags in simulated_flags():
        doing = chance.choice((*Doing, Doing.PLANNED, Doing.PLANNED, Doing.HALF))
        resting = resting_of(chance, list(library.movements))
        found = fit_routine(shipped, flags, library.movements, library.care, doing, resting)
        outcomes[bool(found.items)] += 1
        if found.items:
            is_safe(found, shipped, flags, resting)
            is_right_for(doing, found, shipped)
        else:
            says_why(found)

    assert outcomes[True] > 0, "nobody at all can do it"


def is_safe(
    found: FittedRoutine, shipped: Routine, flags: Flags, resting: dict[str, tuple[str, ...]]
) -> None:
    """Nothing that is left out, nothing twice, nothing above the card, and reasons for all."""
    library = shipped_library()
    written = Counter(item.movement for item in shipped.card.items)
    assert found.not_for_now == ()
    assert not set(shipped.card.caution.leave_out_if) & set(flags.set_by)
    assert 2 * len(found.items) >= len(shipped.card.items)
    for movement_id, count in Counter(names(found)).items():
        assert count == max(written[movement_id], 1)
    for item in found.items:
        card = library.movements[item.movement].card
        effect = effect_on(card.caution, flags, library.care.caution.card)
        assert effect.effect is not FlagEffect.LEAVE_OUT
        assert item.movement not in resting
        assert item.because
        assert set(item.because) <= KNOWN
        assert 1 <= item.reps <= card.dose.reps[1]
        assert item.hold_seconds is None or item.hold_seconds <= longest_hold(card)
        assert set(item.advice) <= set(library.movements[item.movement].words.advice)
    gone = Counter(one.movement for one in found.left_out)
    gone += Counter(one.movement for one in found.swapped)
    kept = Counter(item.movement for item in found.items if item.instead_of is None)
    assert gone + kept == written
    assert all(set(one.because) <= KNOWN for one in found.left_out)
    assert all(set(one.because) <= KNOWN for one in found.swapped)


def is_right_for(doing: Doing, found: FittedRoutine, shipped: Routine) -> None:
    """Only what settles is there on every day; on amber all is small, nothing more than half."""
    if only_settles(shipped, shipped_library().movements):
        assert doing is not Doing.NOTHING
        return
    assert doing in (Doing.HALF, Doing.PLANNED)
    if doing is Doing.HALF:
        assert all(item.small_range and item.hold_seconds is None for item in found.items)
        for item in found.items:
            card = shipped_library().movements[item.movement].card
            assert item.reps <= max(1, card.dose.reps[1] // 2)


def longest_hold(card: MovementCard) -> int:
    return max((step.hold_seconds[1] for step in card.rep if step.hold_seconds), default=0)


def says_why(found: FittedRoutine) -> None:
    """There is a sentence for it, and what to do now."""
    care = shipped_care()
    assert (found.items, found.swapped) == ((), ())
    assert set(found.not_for_now) <= KNOWN
    assert care.fitting.reasons(found.not_for_now)
    rules = {rule.id: rule for rule in care.fitting.card.rules}
    assert care.fitting.advice(rules[found.not_for_now[0]].say).steps


def test_the_thousand_people_tick_every_flag_and_are_swapped_for_and_refused() -> None:
    """Otherwise the test above would hold for want of an occasion."""
    library = shipped_library()
    everybody = list(simulated_flags())
    ticked = {flag for flags in everybody for flag in flags.set_by}
    found = [
        fit_routine(each, flags, library.movements, library.care, Doing.PLANNED)
        for flags in everybody[:200]
        for each in library.routines.values()
    ]

    assert ticked == set(library.care.caution.card.flags)
    assert len({frozenset(flags.set_by) for flags in everybody}) > PEOPLE / 4
    assert any(one.not_for_now for one in found)
    assert any(one.left_out for one in found if one.items)
    assert any(item.advice for one in found for item in one.items)


def test_nobody_who_stays_off_the_floor_is_sent_there_by_a_swap() -> None:
    library = shipped_library()

    def on_floor(movement: str) -> bool:
        return library.positions[library.movements[movement].card.position].card.on_floor

    standing = [
        each
        for each in library.routines.values()
        if not any(on_floor(item.movement) for item in each.card.items)
    ]
    assert {"desk-break", "on-a-chair"} <= {each.id for each in standing}
    for each in standing:
        for resting in library.movements:
            found = fit_routine(
                each,
                Flags(),
                library.movements,
                library.care,
                Doing.PLANNED,
                {resting: ("after-red",)},
            )
            assert not any(on_floor(item.movement) for item in found.items), (each.id, resting)
