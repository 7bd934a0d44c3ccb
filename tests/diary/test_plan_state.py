"""The stored plan, and the doses it showed."""

from supine.care import Plan
from supine.diary.models import Person, PlanState
from supine.diary.plan_state import with_planned_extras
from supine.diary.snapshots import PlannedSet, Snapshot
from tests.diary.life import MARCH, SQUEEZE, WAGS, Life, course


def test_the_extras_of_a_dose_are_kept_with_the_session(alice: Person) -> None:
    Life(alice).look()
    state = PlanState.objects.get(person=alice)
    state.planned = {
        SQUEEZE: {"reps": 8, "extras": ["hold"]},
        WAGS: {"reps": 12, "extras": ["range"]},
    }
    state.save()
    sets = tuple(PlannedSet(each, each, 8, per_side=False) for each in (WAGS, SQUEEZE, MARCH))

    snapshot = with_planned_extras(alice, Snapshot("r", "r", 1, 1.0, "full", sets))

    again = Snapshot.from_json(snapshot.as_json())
    extras = {each.movement: each.extras for each in again.sets}
    assert extras == {WAGS: (), SQUEEZE: ("hold",), MARCH: ()}


def test_a_plan_that_cannot_be_read_is_made_again(alice: Person) -> None:
    life = Life(alice)
    life.screened()
    life.quiet_day()
    known = life.look().closed
    for spoilt in ({"programme": "three-minute"}, known.as_json() | {"version": 99}):
        PlanState.objects.filter(person=alice).update(plan=spoilt)

        assert life.look().closed == known
        stored = PlanState.objects.get(person=alice).plan
        assert stored is not None
        assert Plan.from_json({**stored, "counted": 0}) == known


def test_a_look_before_anything_happened_closes_nothing(alice: Person) -> None:
    life = Life(alice)
    life.look()
    life.number += 5

    today = life.look()

    assert today.now.began == life.day
    assert PlanState.objects.get(person=alice).plan is None


def test_a_clock_that_was_wrong_for_a_moment_spoils_nothing(alice: Person) -> None:
    life = Life(alice)
    life.quiet_day()
    life.number += 700
    life.look()
    life.number -= 700
    life.feels(3, 2, 1)

    today = life.look()

    assert today.day == life.day
    assert today.is_preview is False
    assert today.stage == course().programme.stages[0].id
