"""Every shipped routine says truly what it is for, how long it takes, and who leaves it out."""

from itertools import pairwise
from pathlib import Path

import pytest

from supine.care import Flags, fit_routine
from supine.library import (
    Movement,
    Routine,
    read_library,
    shipped_library,
)
from supine.library.care_cards import Doing
from supine.timeline import (
    Options,
    Words,
    acts_of,
    claim_fault,
    minutes_of,
    phrases,
    things_needed,
    timeline_of,
)
from supine.voice import ClipStore
from tests.library.breaking import Change, broken, setting

ROUTINES = shipped_library().routines
CLIPS = ClipStore.shipped()
NAMED = (
    *("three-minute", "three-minute-plus", "settle", "hip-mobility-4", "hip-mobility-10"),
    *("morning", "desk-break", "evening", "kind-to-the-leg", "leaning-back", "on-the-bed"),
    *("hip-strength", "whole-hip-15", "steady-middle", "walk-and-loosen", "bending-eases"),
    *("slow-stretch", "on-a-chair"),
)
MINUTES_IN_THE_NAME = {"hip-mobility-4": 4, "hip-mobility-10": 10, "whole-hip-15": 15}
# Positions that nobody takes on a mattress.
NOT_ON_A_BED = {"quadruped", "half-kneeling", "foot-on-sofa", "standing", "calves-on-chair"}
BREATHS_IN_THREE_MINUTES = 18
NOT_ON_THE_FLOOR = ("desk-break", "walk-and-loosen", "on-a-chair")

each_routine = pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES)


def test_the_routines_that_are_promised_are_there() -> None:
    assert set(ROUTINES) >= set(NAMED)


@each_routine
def test_a_routine_says_what_it_is_for(routine: Routine) -> None:
    assert routine.card.aims
    assert len(routine.words.aim.split()) >= 6
    done = {aim for movement in movements_of(routine) for aim in movement.card.aims}
    assert set(routine.card.aims) <= done, "some movement serves each of its aims"


@each_routine
def test_the_minutes_it_claims_are_true_to_a_tenth(routine: Routine) -> None:
    assert routine.card.minutes is not None
    assert claim_fault(shipped_library(), routine, CLIPS.seconds_or_estimate) is None


@each_routine
def test_with_short_words_it_is_no_longer(routine: Routine) -> None:
    library = shipped_library()
    full = minutes_of(library, routine, CLIPS.seconds_or_estimate)

    assert minutes_of(library, routine, CLIPS.seconds_or_estimate, Words.SHORT) < full


@pytest.mark.parametrize(("routine_id", "minutes"), MINUTES_IN_THE_NAME.items())
def test_minutes_in_a_name_are_those_of_the_card(routine_id: str, minutes: int) -> None:
    assert ROUTINES[routine_id].card.minutes == minutes


@each_routine
def test_whoever_is_left_out_is_told(routine: Routine) -> None:
    # One sentence may speak for two flags.
    assert len(routine.words.leave_out) >= len(routine.card.caution.leave_out_if) - 1
    assert set(routine.words.advice) == set(routine.card.caution.adapt_if.values())


@each_routine
def test_nothing_stands_in_that_is_done_anyway(routine: Routine) -> None:
    done = {item.movement for item in routine.card.items}

    for item in routine.card.items:
        assert not done & set(item.instead), item


@each_routine
def test_whatever_one_thing_is_ticked_only_whom_its_card_names_cannot_do_it(
    routine: Routine,
) -> None:
    library = shipped_library()

    for flag in library.care.caution.card.flags:
        flags = Flags(set_by={flag: ("ticked",)})
        found = fit_routine(routine, flags, library.movements, library.care, Doing.PLANNED)
        assert bool(found.items) != (flag in routine.card.caution.leave_out_if), (flag, found)


@each_routine
def test_its_doses_are_within_those_of_the_movements(routine: Routine) -> None:
    for item, movement in zip(routine.card.items, movements_of(routine), strict=True):
        dose = movement.card.dose
        # A walk may be as short as anybody likes, and a rest last for three minutes.
        least = 1 if movement.id == "walking" else dose.gentle
        most = BREATHS_IN_THREE_MINUTES if movement.id == "rest-90-90-breathing" else dose.reps[1]
        assert least <= (item.reps or dose.reps[0]) <= most, item


@each_routine
def test_it_changes_place_no_more_often_than_it_has_places(routine: Routine) -> None:
    places = [movement.card.position for movement in movements_of(routine)]
    changes = sum(before != after for before, after in pairwise(places))

    assert changes <= len(set(places)), places


@each_routine
def test_what_to_have_ready_is_what_its_movements_use(routine: Routine) -> None:
    library = shipped_library()
    used = {thing for movement in movements_of(routine) for thing in movement.equipment_at(30)}

    ready = things_needed(acts_of(library, routine, Options()))
    made = timeline_of(library, routine, Options(), CLIPS.seconds_or_estimate)

    assert set(ready) <= used
    assert [thing for one in made.sets for thing in one.equipment if thing not in ready] == []
    said = {cue.text for cue in made.cues}
    for thing in ready:
        assert said & set(library.equipment[thing].words.have_ready.full)


@each_routine
def test_a_voice_knows_all_of_its_words(routine: Routine) -> None:
    library = shipped_library()
    known = set(phrases(library))

    for words in Words:
        made = timeline_of(library, routine, Options(words=words), CLIPS.seconds_or_estimate)
        assert {cue.text for cue in made.cues if cue.kind != "tone"} <= known


def test_on_the_bed_nobody_is_sent_to_the_floor_and_all_of_it_can_be_done_there() -> None:
    routine = ROUTINES["on-the-bed"]
    made = timeline_of(shipped_library(), routine, Options(), CLIPS.seconds_or_estimate)
    beginning = [cue.text for cue in made.cues if cue.at < made.sets[0].at]

    assert routine.card.place == "bed"
    assert not [text for text in beginning if "floor" in text]
    assert not {movement.card.position for movement in movements_of(routine)} & NOT_ON_A_BED
    stand_ins = {name for item in routine.card.items for name in item.instead}
    positions = {shipped_library().movements[name].card.position for name in stand_ins}
    assert not positions & NOT_ON_A_BED


@pytest.mark.parametrize("routine_id", NOT_ON_THE_FLOOR)
def test_some_routines_never_go_down_to_the_floor(routine_id: str) -> None:
    library = shipped_library()
    routine = ROUTINES[routine_id]
    names = {item.movement for item in routine.card.items}
    names |= {name for item in routine.card.items for name in item.instead}

    positions = {library.movements[name].card.position for name in names}
    assert not [one for one in positions if library.positions[one].card.on_floor]


def test_what_is_kind_to_the_leg_leaves_nothing_out_for_an_irritable_one() -> None:
    for movement in movements_of(ROUTINES["kind-to-the-leg"]):
        caution = movement.card.caution
        assert "leg_pain_irritable" not in {*caution.leave_out_if, *caution.adapt_if}, movement.id
        assert not set(movement.card.aims) & {"nerve", "stretch"}


def test_nearly_every_movement_has_a_routine() -> None:
    done = {item.movement for routine in ROUTINES.values() for item in routine.card.items}

    assert len(done) >= 0.9 * len(shipped_library().movements)


def movements_of(routine: Routine) -> list[Movement]:
    return [shipped_library().movements[item.movement] for item in routine.card.items]


def test_the_minutes_a_routine_claims_are_measured() -> None:
    library = shipped_library()
    settle = ROUTINES["settle"]

    def claiming(minutes: int | None) -> Routine:
        return Routine(settle.card.model_copy(update={"minutes": minutes}), settle.words)

    assert claim_fault(library, claiming(None), CLIPS.seconds_or_estimate) is None
    assert claim_fault(library, claiming(5), CLIPS.seconds_or_estimate) is None
    fault = claim_fault(library, claiming(3), CLIPS.seconds_or_estimate)
    assert fault is not None
    assert fault.startswith("3 is not right: with all its words it takes 5.")


HIPS = "routines/hip-mobility-4/card.yaml"
HIPS_WORDS = "routines/hip-mobility-4/words.en.yaml"
WAGS = "movements/knee-wags/card.yaml"
WAGS_WORDS = "movements/knee-wags/words.en.yaml"
WALKING = "movements/walking/card.yaml"

BROKEN: dict[str, tuple[str, Change, str, str]] = {
    "an aim nobody has": (HIPS, setting("aims", to=["fly"]), "aims[0]", "'fly'"),
    "no whole minutes": (HIPS, setting("minutes", to=0), "minutes", "at least 1"),
    "a place nobody knows": (HIPS, setting("place", to="sea"), "place", "'sea'"),
    "an unknown stand-in": (
        HIPS,
        setting("items", 0, "instead", to=["juggling"]),
        "items[0].instead",
        "there is no movement 'juggling'. Use one of:",
    ),
    "a movement that stands in for itself": (
        HIPS,
        setting("items", 0, "instead", to=["windscreen-wipers"]),
        "items[0].instead",
        "stand in for itself. Remove windscreen-wipers",
    ),
    "a hold where nothing is held": (
        HIPS,
        setting("items", 0, "hold_seconds", to=5),
        "items[0].hold_seconds",
        "nothing is held in windscreen-wipers",
    ),
    "a hold that is too long for the movement": (
        HIPS,
        setting("items", 1, "hold_seconds", to=60),
        "items[1].hold_seconds",
        "Use 5 to 20",
    ),
    "a caution with a flag that no question sets": (
        HIPS,
        setting("caution", "leave_out_if", to=["tired"]),
        "caution.leave_out_if",
        "no question sets 'tired'",
    ),
    "advice that nobody has written": (
        HIPS_WORDS,
        setting("advice", to={}),
        "advice.small",
        "leg_pain_irritable",
    ),
    "a routine that tells nobody to leave it out": (
        HIPS_WORDS,
        setting("leave_out", to=[]),
        "leave_out",
        "who should leave it out",
    ),
    "an easier movement nobody has": (
        WAGS,
        setting("easier", to=["juggling"]),
        "easier",
        "there is no movement 'juggling'",
    ),
    "a movement harder than itself": (
        WAGS,
        setting("harder", to=["knee-wags"]),
        "harder",
        "than itself. Remove knee-wags",
    ),
    "a movement both easier and harder": (
        WAGS,
        lambda data: data.update(easier=["pelvic-tilt"], harder=["pelvic-tilt"]),
        "harder",
        "'pelvic-tilt' stands under easier as well",
    ),
    "a flag that leaves out and adapts": (
        WAGS,
        setting("caution", "adapt_if", "recent_surgery", to="small-range"),
        "caution.adapt_if",
        "recent_surgery leaves it out already",
    ),
    "a movement with a flag that no question sets": (
        WAGS,
        setting("caution", "adapt_if", to={"tired": "small-range"}),
        "caution.adapt_if",
        "no question sets 'tired'",
    ),
    "a minute of fifty seconds": (
        WALKING,
        setting("rep", 0, "seconds", to=50),
        "rep",
        "takes 50 seconds. Give its steps 60",
    ),
    "words for a change of sides that never comes": (
        WAGS_WORDS,
        setting("other_side", to={"full": ["Roll over."], "short": []}),
        "other_side",
        "nobody changes sides once",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "change", "place", "fault"), BROKEN.values(), ids=BROKEN)
def test_a_broken_card_is_refused_with_its_place_fault_and_remedy(
    folder: Path, file: str, change: Change, place: str, fault: str
) -> None:
    problems = broken(folder, file, change)

    found = [problem for problem in problems if problem.place == place and fault in str(problem)]
    assert found, problems
    assert all(problem.remedy for problem in problems)


def test_a_broken_movement_does_not_take_those_with_it_that_call_it_easier(folder: Path) -> None:
    (folder / "movements/pelvic-tilt/card.yaml").write_text("id: [")

    library, problems = read_library((folder,))

    assert "glute-bridge" in library.movements
    assert not [problem for problem in problems if problem.place in ("easier", "harder")]
