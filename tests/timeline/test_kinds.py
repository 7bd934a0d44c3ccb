"""Stretches, minutes, one side after the other, ways from place to place, words without a clip."""

from dataclasses import replace

import pytest

from supine.library import Library, Movement, Sides, StepWords, shipped_library
from supine.library.things import Item
from supine.timeline import (
    Cue,
    Options,
    OptionsError,
    Pace,
    Phase,
    Timeline,
    Words,
    build_timeline,
    phrases,
    timeline_of,
)
from tests.timeline.invariants import half_second, heard_in, reshaped, said, with_routine

SQUEEZE = "lying-adductor-squeeze"
HOLD_WORDS = "Stay, and breathe."


def with_movements(*items: Item, rest_seconds: float = 0, **movements: Movement) -> Library:
    """Give the shipped library with these movements in place of its own, and "made-up" of items."""
    library = with_routine(list(items), rest_seconds)
    changed = {name.replace("_", "-"): movement for name, movement in movements.items()}
    return replace(library, movements={**library.movements, **changed})


def stretched(hold: tuple[int, int], sides: Sides = Sides.NONE) -> Movement:
    """Give the squeeze as a stretch that is held, with words of its own."""
    squeeze = reshaped(shipped_library().movements[SQUEEZE], sides, 2, 1)
    steps = tuple(
        step.model_copy(update={"hold_seconds": hold}) if step.hold_seconds else step
        for step in squeeze.card.rep
    )
    say = {
        **squeeze.words.say,
        "hold": StepWords(first=(HOLD_WORDS,), later=(HOLD_WORDS,), short=(HOLD_WORDS,)),
    }
    words = squeeze.words.model_copy(update={"say": say})
    return replace(squeeze, card=squeeze.card.model_copy(update={"rep": steps}), words=words)


def in_minutes() -> Movement:
    """Give slow breathing, counted in minutes."""
    rest = shipped_library().movements["rest-90-90-breathing"]
    steps = tuple(step.model_copy(update={"seconds": 30.0}) for step in rest.card.rep)
    dose = rest.card.dose.model_copy(update={"unit": "minutes"})
    return replace(rest, card=rest.card.model_copy(update={"rep": steps, "dose": dose}))


def made_up(library: Library, options: Options | None = None) -> Timeline:
    return build_timeline(library, "made-up", options or Options(), half_second)


def phases_named(timeline: Timeline, name: str) -> list[Phase]:
    return [phase for phase in timeline.phases if phase.name == name and phase.rep is not None]


def offsets(timeline: Timeline, phase: Phase) -> list[tuple[float, str]]:
    return [(round(cue.at - phase.at, 2), cue.text) for cue in heard_in(timeline, phase)]


@pytest.mark.parametrize(
    ("reps", "sides", "sentence"),
    [
        (1, Sides.NONE, "Once."),
        (2, Sides.NONE, "Two times."),
        (30, Sides.NONE, "Thirty times."),
        (1, Sides.ALTERNATE, "One on each side."),
        (3, Sides.ONE_THEN_OTHER, "Three on each side."),
    ],
)
def test_it_says_how_many_there_will_be(reps: int, sides: Sides, sentence: str) -> None:
    squeeze = reshaped(shipped_library().movements[SQUEEZE], sides, 1, 3)
    library = with_movements(Item(movement=SQUEEZE, reps=reps), lying_adductor_squeeze=squeeze)

    assert said(made_up(library)).count(sentence) == 1


@pytest.mark.parametrize(("reps", "sentence"), [(1, "One minute."), (10, "Ten minutes.")])
def test_minutes_are_said_as_minutes_and_last_as_long(reps: int, sentence: str) -> None:
    item = Item(movement="rest-90-90-breathing", reps=reps)
    library = with_movements(item, rest_90_90_breathing=in_minutes())

    for pace in Pace:
        timeline = made_up(library, Options(reps=8, pace=pace))
        assert sentence in said(timeline)
        assert timeline.moving_seconds == 60 * reps
        assert [made.unit for made in timeline.sets] == ["minutes"]
        assert "Last two." not in said(timeline), "two of what begins now"


def test_a_voice_knows_every_number_of_repetitions_a_movement_can_have() -> None:
    library = with_movements(Item(movement=SQUEEZE), rest_90_90_breathing=in_minutes())
    known = set(phrases(library))
    numbers = [word.capitalize() for word in library.session_words.numbers]

    assert known >= {f"{number} on each side." for number in numbers}
    assert known >= {f"{number} times." for number in numbers[1:]} | {"Once."}
    assert known >= {f"{number} minutes." for number in numbers[1:]} | {"One minute."}
    assert not known & {"One times.", "One minutes."}


def test_a_long_hold_begins_with_its_words_and_only_its_last_seconds_are_counted() -> None:
    item = Item(movement=SQUEEZE, reps=2)
    timeline = made_up(with_movements(item, lying_adductor_squeeze=stretched((20, 30))))

    for hold in phases_named(timeline, "hold"):
        assert hold.seconds == 20
        assert offsets(timeline, hold) == [
            (0, HOLD_WORDS), (17, "Three."), (18, "Two."), (19, "One.")
        ]  # fmt: skip


def test_with_counts_alone_a_long_hold_begins_with_a_tick() -> None:
    item = Item(movement=SQUEEZE, reps=1)
    library = with_movements(item, lying_adductor_squeeze=stretched((20, 30)))
    timeline = made_up(library, Options(words=Words.COUNTS))

    (hold,) = phases_named(timeline, "hold")
    assert [text for _, text in offsets(timeline, hold)] == ["tick", "Three.", "Two.", "One."]


def test_a_hold_of_ten_seconds_is_counted_whole_and_has_no_words() -> None:
    item = Item(movement=SQUEEZE, reps=1)
    library = with_movements(item, lying_adductor_squeeze=stretched((10, 10)))

    (hold,) = phases_named(made_up(library), "hold")
    heard = offsets(made_up(library), hold)

    assert [at for at, _ in heard] == list(range(10))
    assert heard[0][1] == "Ten."
    assert HOLD_WORDS not in phrases(library)


def test_a_routine_says_how_long_its_holds_are() -> None:
    for asked, held in ((None, 20), (25, 25), (180, 30)):
        item = Item(movement=SQUEEZE, reps=1, hold_seconds=asked)
        timeline = made_up(with_movements(item, lying_adductor_squeeze=stretched((20, 30))))
        assert {hold.seconds for hold in phases_named(timeline, "hold")} == {held}


def test_a_long_hold_is_shown_shortly() -> None:
    item = Item(movement=SQUEEZE, reps=1)
    timeline = made_up(with_movements(item, lying_adductor_squeeze=stretched((20, 30))))

    shown = [p.seconds for p in timeline.phases if p.name == "show" and p.step == "hold"]
    assert shown == [3]


def test_repetitions_are_asked_only_of_what_can_have_them() -> None:
    library = with_movements(
        Item(movement=SQUEEZE, reps=2),
        Item(movement="rest-90-90-breathing", reps=1),
        Item(movement="knee-wags", reps=12),
        lying_adductor_squeeze=stretched((20, 30)),
        rest_90_90_breathing=in_minutes(),
    )

    for asked, reps in ((None, 12), (5, 5), (15, 15)):
        made = made_up(library, Options(reps=asked)).sets
        assert [one.reps for one in made] == [2, 1, reps]


def test_what_is_asked_stays_within_the_dose() -> None:
    wags = shipped_library().movements["knee-wags"]
    dose = wags.card.dose.model_copy(update={"gentle": 6, "start": 7, "reps": (8, 9)})
    wags = replace(wags, card=wags.card.model_copy(update={"dose": dose}))
    library = with_movements(Item(movement="knee-wags"), knee_wags=wags)

    assert [made_up(library, Options(reps=asked)).sets[0].reps for asked in (5, 7, 15)] == [6, 7, 9]


def test_one_side_comes_after_the_other_with_time_to_change() -> None:
    wags = reshaped(shipped_library().movements["knee-wags"], Sides.ONE_THEN_OTHER, 4, 1)
    library = with_movements(Item(movement="knee-wags", reps=5), knee_wags=wags)

    timeline = made_up(library)
    turns = [p.side for p in timeline.phases if p.movement == "knee-wags" and p.step == "over"]
    (change,) = (phase for phase in timeline.phases if phase.name == "change")

    # The first of the left ones is shown.
    assert turns == ["left"] * 6 + ["right"] * 5
    assert change.seconds >= 12
    assert (change.side, change.rep, change.step) == ("right", None, None)
    assert [text for _, text in offsets(timeline, change)] == ["And now the other side.", "go"]


def test_a_movement_can_have_its_own_words_for_changing_sides() -> None:
    wags = reshaped(shipped_library().movements["knee-wags"], Sides.ONE_THEN_OTHER, 1, 1)
    setup = wags.words.setup.model_copy(update={"full": ("Roll over.",), "short": ("Over.",)})
    wags = replace(wags, words=wags.words.model_copy(update={"other_side": setup}))
    library = with_movements(Item(movement="knee-wags", reps=5), knee_wags=wags)

    for words, sentence in ((Words.FULL, "Roll over."), (Words.SHORT, "Over.")):
        timeline = made_up(library, Options(words=words))
        (change,) = (phase for phase in timeline.phases if phase.name == "change")
        assert [text for _, text in offsets(timeline, change)] == [sentence, "go"]
        assert sentence in phrases(library)


def placed(movement: str, position: str) -> Movement:
    """Give a shipped movement, done in another position."""
    shipped = shipped_library().movements[movement]
    return replace(shipped, card=shipped.card.model_copy(update={"position": position}))


def way_into_second(first: str, second: str) -> tuple[list[str], float]:
    """Give what is said and how long it takes to come from one position into another."""
    library = with_movements(
        Item(movement="knee-wags", reps=5),
        Item(movement=SQUEEZE, reps=5),
        knee_wags=placed("knee-wags", first),
        lying_adductor_squeeze=placed(SQUEEZE, second),
    )
    timeline = made_up(library, Options(getting_down_seconds=40))
    made = timeline.sets[1]
    heard = [cue.text for cue in timeline.cues if made.at <= cue.at < made.moving_at]
    return heard, made.moving_at - made.at


def test_up_from_the_floor_the_position_is_left_first_and_there_is_time_for_it() -> None:
    positions = shipped_library().positions
    heard, seconds = way_into_second("hook-lying", "standing")

    leave, change = (
        positions[name].words.model_dump()[moment]["full"]
        for name, moment in (("hook-lying", "leave"), ("standing", "change"))
    )
    assert heard[1 : 1 + len(leave) + len(change)] == [*leave, *change]
    assert seconds >= 40


def test_down_to_the_floor_in_the_midst_takes_as_long_as_at_the_beginning() -> None:
    down = list(shipped_library().positions["quadruped"].words.down.full)
    heard, seconds = way_into_second("standing", "quadruped")

    assert heard[1 : 1 + len(down)] == down
    assert seconds >= 40


def test_from_place_to_place_on_the_floor_there_is_only_the_change() -> None:
    change = list(shipped_library().positions["prone"].words.change.full)
    heard, seconds = way_into_second("hook-lying", "prone")

    assert heard[1 : 1 + len(change)] == change
    assert seconds < 40


def test_two_movements_one_after_the_other_on_the_side_turn_over_between_them() -> None:
    library = shipped_library()
    sided = {
        name: reshaped(library.movements[name], Sides.ONE_THEN_OTHER, 4, 3, "side-lying")
        for name in ("knee-wags", SQUEEZE)
    }
    library = with_movements(
        *(Item(movement=name, reps=5) for name in ("knee-wags", SQUEEZE, SQUEEZE)),
        knee_wags=sided["knee-wags"],
        lying_adductor_squeeze=sided[SQUEEZE],
    )

    timeline = made_up(library)
    (change,) = library.positions["side-lying"].words.change.full

    for made in timeline.sets[1:]:
        heard = [cue.text for cue in timeline.cues if made.at <= cue.at < made.moving_at]
        assert change in heard
        assert made.moving_at - made.at >= 12


def test_in_a_chair_or_standing_nobody_is_sent_down_or_told_to_get_up() -> None:
    for position in ("chair-sitting", "standing"):
        wags = placed("knee-wags", position)
        timeline = made_up(with_movements(Item(movement="knee-wags", reps=5), knee_wags=wags))
        words = shipped_library().positions[position].words

        assert "down" not in {phase.name for phase in timeline.phases}
        assert set(said(timeline)) >= set(words.down.full)
        assert not set(said(timeline)) & set(words.leave.full)


def test_words_without_a_clip_are_to_be_read_in_the_same_time() -> None:
    library = shipped_library()
    routine = library.routines["three-minute"]
    unknown = {"Small and slow.", "Three.", "Knee wags."}

    whole = timeline_of(library, routine, Options(), half_second)
    partly = timeline_of(library, routine, Options(), half_second, lambda text: text not in unknown)

    assert "read" not in {cue.kind for cue in whole.cues}
    assert {cue.text for cue in partly.cues if cue.kind == "read"} == unknown
    assert [as_if_spoken(cue, whole.cues[index]) for index, cue in enumerate(partly.cues)] == list(
        whole.cues
    )


def as_if_spoken(cue: Cue, spoken: Cue) -> Cue:
    return replace(cue, kind=spoken.kind)


def test_a_routine_that_no_library_has_is_laid_out_like_any_other() -> None:
    library = shipped_library()
    settle = library.routines["settle"]
    card = settle.card.model_copy(update={"id": "my-own"})
    own = replace(settle, card=card)

    mine = timeline_of(library, own, Options(), half_second)
    shipped = build_timeline(library, "settle", Options(), half_second)

    assert mine.routine == "my-own"
    assert replace(mine, routine="settle") == shipped


def test_a_routine_of_a_movement_nobody_has_is_refused() -> None:
    library = with_routine([Item(movement="juggling")], 0)

    with pytest.raises(OptionsError, match="no movement 'juggling'"):
        timeline_of(library, library.routines["made-up"], Options(), half_second)
