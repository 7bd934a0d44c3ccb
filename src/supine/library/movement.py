"""The movement card: what a body does, how often, with what, and who should take care.

Angles are degrees with 0 = anatomical neutral (see `supine.library.pose`); what a movement does not
name is as the position has it. Seconds are the normal pace. A card says nothing in sentences: those
stand beside it in `words.en.yaml`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from supine.library.card import MOST_REPS_OF_ONE, Card, Identifier
from supine.library.contacts import Contact, Holds, is_even, single_contacts, single_holds
from supine.library.pose import Goal, Part, Pose

PositiveSeconds = Annotated[float, Field(gt=0, le=60)]
LONGEST_HOLD_SECONDS = 180
HoldSeconds = Annotated[int, Field(ge=1, le=LONGEST_HOLD_SECONDS)]
Reps = Annotated[int, Field(ge=1, le=MOST_REPS_OF_ONE)]
# A hold of no more seconds is counted aloud; a longer one is a stretch, and quiet.
LONGEST_COUNTED_HOLD_SECONDS = 10
Share = Annotated[float, Field(ge=0, le=1)]
# What a movement or a routine is for; people choose by it.
Aim = Literal["loosen", "stretch", "strengthen", "steady", "settle", "nerve", "everyday", "walk"]


class Sides(StrEnum):
    """How a movement deals with left and right."""

    NONE = "none"
    ALTERNATE = "alternate"
    ONE_THEN_OTHER = "one-then-other"


class RepStep(Card):
    """One part of one repetition, on one side; mirrored for the other.

    A step either moves (`seconds`) or holds (`hold_seconds`, the shortest and the longest hold in
    whole seconds; of a long one only the last seconds are counted aloud). `counts` says that the
    repetition's number is called here, before or after the step's own word; a movement without it,
    such as slow breathing, is not counted aloud.

    `by` names a pose that the step passes on its way, near its middle, without a stop: somebody who
    stands up leans forward first. `lifts` names contacts that leave the floor in this step, once it
    has left its beginning, or begins to leave `by`; they are back when a step has come `to: start`.
    `lands` names contacts that come down onto the floor in this step, wherever they are by then,
    and leave it again on the way to the start. `lead` names parts of the body that come in one
    after another instead of all at once: each begins when the one before it is half-way; parts not
    named take the whole step.
    `straight` names hands that go straight from where they are to where they end, as they do along
    a strap, whatever the arms must do for it. `holds` says what holds a part of one's own body when
    the step has come to its end; without it the step holds what the card does, and {} lets go.
    """

    name: Identifier
    to: Goal
    by: Pose | None = None
    lifts: tuple[Contact, ...] = ()
    lands: tuple[Contact, ...] = ()
    lead: tuple[Part, ...] = ()
    straight: tuple[Literal["hands", "moving_hand", "other_hand"], ...] = ()
    holds: Holds | None = None
    seconds: PositiveSeconds | None = None
    hold_seconds: tuple[HoldSeconds, HoldSeconds] | None = None
    breath: Literal["in", "out"] | None = None
    counts: Literal["first", "last"] | None = None

    def usual_seconds(self, hold_seconds: int | None = None) -> float:
        """Give how long it lasts at the usual pace.

        hold_seconds: how long to hold where it holds, kept within its bounds; None for the shortest
        hold.
        """
        if self.hold_seconds is None:
            return self.seconds or 0.0
        shortest, longest = self.hold_seconds
        return float(min(max(hold_seconds or shortest, shortest), longest))

    @model_validator(mode="after")
    def moves_or_holds(self) -> RepStep:
        """Refuse a step that both moves and holds, or does neither."""
        if (self.seconds is None) == (self.hold_seconds is None):
            raise ValueError("a step needs either seconds or hold_seconds")
        if self.hold_seconds and self.hold_seconds[0] > self.hold_seconds[1]:
            raise ValueError("hold_seconds runs backwards: give the shortest hold first")
        if self.hold_seconds and self.to != "stay":
            raise ValueError("a step with hold_seconds holds still: write to: stay")
        if self.by and (not isinstance(self.to, Pose) or self.lead or self.straight):
            raise ValueError("by belongs to a step that goes to a pose, without lead or straight")
        if self.to == "stay" and (self.lead or self.straight):
            raise ValueError("lead and straight belong to a step that moves")
        if self.to in ("stay", "start") and (self.lifts or self.lands or self.holds is not None):
            raise ValueError("lifts, lands and holds belong to a step that goes to a pose")
        return self


class Range(Card):
    """How much of the full movement is asked for: small first, larger as it warms up."""

    from_share: Share = Field(alias="from")
    to_share: Share = Field(alias="to")
    over_reps: Reps

    def share(self, rep: int) -> float:
        """Give the share (0 to 1) of the full movement asked for at repetition `rep` (from 1)."""
        if self.over_reps == 1:
            return self.to_share
        grown = min(1.0, (rep - 1) / (self.over_reps - 1))
        return self.from_share + (self.to_share - self.from_share) * grown


class Dose(Card):
    """How many: the full dose (least, most), the first days, and the gentlest.

    unit: what is counted; a movement counted in minutes has repetitions of one minute each.
    """

    reps: tuple[Reps, Reps]
    start: Reps
    gentle: Reps
    per: Literal["side", "set"]
    unit: Literal["times", "minutes"] = "times"

    @model_validator(mode="after")
    def grows(self) -> Dose:
        """Refuse a dose whose gentle start asks for more than its full one."""
        if not self.gentle <= self.start <= self.reps[0] <= self.reps[1]:
            raise ValueError("doses must grow from gentle through start to reps")
        return self


class Use(Card):
    """One piece of equipment that the movement uses, and where on the body it is drawn.

    A roll is `between` two parts, a loop is `round` one, a strap is `round` one and `held_by`
    another. A chair stands where the position has it.
    """

    id: Identifier
    put_on_seconds: PositiveSeconds
    optional: bool = False
    full_dose_only: bool = False
    between: Literal["knees"] | None = None
    round: Literal["feet", "moving_foot"] | None = None
    held_by: Literal["hands"] | None = None

    @property
    def place(self) -> dict[str, str]:
        """Give where it is drawn, by the card's own words: {"round": "feet"}."""
        named = {"between": self.between, "round": self.round, "held_by": self.held_by}
        return {word: part for word, part in named.items() if part}


class Works(Card):
    """The muscles it asks most of, and those that help."""

    main: tuple[str, ...]
    also: tuple[str, ...] = ()


class CameraCue(Card):
    """What two repetitions running must show before a cue is given: one of these.

    None asks for more range: whoever goes less far may have a reason that no camera sees.

    quicker_than: they took less than this share of the card's own seconds out and back.
    uneven_below: one side goes less far than this share of the other.
    knees_apart: the knees drift farther apart than at rest by this share of a leg's length, from
    hip to knee or knee to ankle.
    """

    quicker_than: Share | None = None
    uneven_below: Share | None = None
    knees_apart: Share | None = None

    @model_validator(mode="after")
    def looks_at_one_thing(self) -> CameraCue:
        """Refuse a cue without a condition, and one with several."""
        conditions = (self.quicker_than, self.uneven_below, self.knees_apart)
        if sum(condition is not None for condition in conditions) != 1:
            raise ValueError("a cue needs exactly one of: quicker_than, uneven_below, knees_apart")
        return self


class Camera(Card):
    """Where a camera can stand, where it also works, and where it cannot tell what happens.

    cues: what is said when, by key, the most important first; the words have a sentence for each.
    """

    best: Identifier | None
    works: tuple[Identifier, ...] = ()
    cannot: tuple[Identifier, ...] = ()
    cues: dict[Identifier, CameraCue] = Field(default_factory=dict)

    @model_validator(mode="after")
    def sees_what_it_speaks_of(self) -> Camera:
        """Refuse cues for what no camera sees."""
        if self.cues and self.best is None:
            raise ValueError("what no camera can see (best: null) cannot have cues")
        return self


class Caution(Card):
    """Flags (set by a screening question) that leave the movement out, or change how it is done.

    `adapt_if` names, for each flag, the key of the advice in the words file.
    """

    leave_out_if: tuple[Identifier, ...] = ()
    adapt_if: dict[Identifier, Identifier] = Field(default_factory=dict)


class MovementCard(Card):
    """A movement, as its `card.yaml` says it.

    `start` is the starting pose where it differs from the position's, and `without` names what
    touches in the position but not in that start. `contacts` stay where they are while somebody
    moves; those that `rolls` names as well keep their middle in place and may tip onto an edge.
    `holds` says what holds a part of one's own body from the start on, such as hands behind a
    thigh; what holds does not touch the floor. `view` is where the person is looked at from.
    `other_side_seconds`: the time to turn over or change legs, for one side after the other.
    `easier` and `harder` name other movements, the nearest first; where a caution leaves this one
    out, an easier one may stand in.
    """

    id: Identifier
    version: Annotated[int, Field(ge=1)]
    clinical_name: str
    aims: Annotated[tuple[Aim, ...], Field(min_length=1)]
    position: Identifier
    sides: Sides
    other_side_seconds: PositiveSeconds | None = None
    until: Literal["counted", "tires"] = "counted"
    setup_seconds: PositiveSeconds
    equipment: tuple[Use, ...] = ()
    works: Works
    view: Literal["three-quarter", "side", "feet", "above"] = "three-quarter"
    start: Pose = Pose()
    without: tuple[Contact, ...] = ()
    rep: Annotated[tuple[RepStep, ...], Field(min_length=1)]
    range: Range
    dose: Dose
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]
    rolls: tuple[Contact, ...] = ()
    holds: Holds = Field(default_factory=dict)
    camera: Camera
    caution: Caution = Caution()
    easier: tuple[Identifier, ...] = ()
    harder: tuple[Identifier, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def hold_bounds(self) -> tuple[int, int] | None:
        """Give the shortest and the longest seconds it is held, None where nothing is held."""
        holds = [step.hold_seconds for step in self.rep if step.hold_seconds is not None]
        if not holds:
            return None
        return min(shortest for shortest, _ in holds), max(longest for _, longest in holds)

    def hold_within(self, asked: int | None) -> int | None:
        """Give the seconds asked for within `hold_bounds`: the shortest where nobody asked.

        None where nothing is held.
        """
        if self.hold_bounds is None:
            return None
        shortest, longest = self.hold_bounds
        return min(max(asked or shortest, shortest), longest)

    def reps_of(self, asked: int) -> int | None:
        """Give as many of the repetitions asked for as the dose allows, None where none can be.

        Repetitions are not asked of what is held like a stretch or counted in minutes.
        """
        _, longest_hold = self.hold_bounds or (0, 0)
        if self.dose.unit == "minutes" or longest_hold > LONGEST_COUNTED_HOLD_SECONDS:
            return None
        return min(max(asked, self.dose.gentle), self.dose.reps[1])

    @model_validator(mode="after")
    def hangs_together(self) -> MovementCard:
        """Refuse steps of the same name, sides that are not dosed, and a count called twice."""
        names = [step.name for step in self.rep]
        if len(set(names)) != len(names):
            raise ValueError("two steps of rep have the same name")
        if (self.sides is Sides.NONE) != (self.dose.per == "set"):
            raise ValueError(
                "dose.per must be set for a movement without sides, and side for one with sides"
            )
        if (self.sides is Sides.ONE_THEN_OTHER) != (self.other_side_seconds is not None):
            raise ValueError(
                "other_side_seconds belongs to sides: one-then-other, and has to be there with it"
            )
        if sum(step.counts is not None for step in self.rep) > 1:
            raise ValueError("only one step of rep may say counts: first or counts: last")
        return self

    @model_validator(mode="after")
    def comes_back(self) -> MovementCard:
        """Refuse a repetition that does not end where it began, and sides that nobody works."""
        if self.rep[-1].to != "start" and any(step.to != "stay" for step in self.rep):
            raise ValueError("the last step of rep has to come back: write to: start")
        goals = [self.start, *(goal for step in self.rep for goal in (step.by, step.to))]
        sided = any(isinstance(goal, Pose) and goal.takes_sides for goal in goals)
        sided |= not all(is_even(holds) for holds in self._every_holds())
        if sided and self.sides is Sides.NONE:
            raise ValueError("a movement without sides cannot name a moving side")
        return self

    @model_validator(mode="after")
    def touches_what_it_says(self) -> MovementCard:
        """Refuse what rolls or lifts without touching, and what both touches and does not."""
        touching = set(single_contacts(self.contacts))
        lifted = {name for step in self.rep for name in single_contacts(step.lifts)}
        landed = {name for step in self.rep for name in single_contacts(step.lands)}
        if not set(single_contacts(self.rolls)) <= touching:
            raise ValueError("rolls may only name what contacts names")
        if not lifted <= touching:
            raise ValueError("lifts may only name what contacts names")
        if touching & set(single_contacts(self.without)):
            raise ValueError("without may not name what contacts names")
        if touching & landed:
            raise ValueError("lands may not name what contacts names: that is there already")
        return self

    @model_validator(mode="after")
    def has_its_hands_free(self) -> MovementCard:
        """Refuse a hand that is to lie still and to hold something."""
        touching = set(single_contacts(self.contacts))
        if touching & set(single_holds(self.holds)):
            raise ValueError("what holds cannot be among the contacts")
        for step in self.rep:
            touching -= set(single_contacts(step.lifts))
            if touching & set(single_holds(step.holds or {})):
                raise ValueError("what a step holds with has to be among its lifts")
        return self

    def holds_after(self, step: RepStep) -> Holds:
        """Give what holds what at the end of a step that goes to a pose or to the start."""
        return self.holds if step.holds is None else step.holds

    def _every_holds(self) -> tuple[Holds, ...]:
        return (self.holds, *(step.holds for step in self.rep if step.holds is not None))
