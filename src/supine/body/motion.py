"""Movements as clips: for one movement, position and figure, every side and range of the card."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

import numpy as np

from supine.body.clip import Clip, Keys, kept_even, stilled
from supine.body.posing import Poser, mirrored, together
from supine.body.props import placed_props
from supine.body.rotations import Array, to_quaternions
from supine.body.skeleton import ROOT, Skeleton
from supine.library import Figure, Library, Movement, MovementCard, Position, RepStep, Sides
from supine.library.contacts import single_contacts, single_holds
from supine.library.pose import Pose

KEYS = 7
# Parts that come in one after another need more keys to show it.
KEYS_WITH_LEAD = 13
# Of a step past another pose: when that pose would be reached, and when the body begins to leave
# it. They overlap, so that nothing stops there.
BY_REACHED, BY_LEFT = 0.62, 0.4


def motion(
    movement: Movement, position: Position, figure: Figure, side: str | None, range_share: float
) -> Clip:
    """Give one repetition. side: left, right, or None for a movement without sides.

    range_share: 0 to 1, how much of the full movement. Raises ValueError for a side that the
    movement does not have.
    """
    sided = movement.card.sides is not Sides.NONE
    if sided != (side in ("left", "right")) or (not sided and side is not None):
        raise ValueError(f"{movement.id} has no side {side!r}")
    clip = _Builder(movement.card, position, Skeleton(figure)).clips([range_share])[0]
    return clip.mirrored() if side == "right" else clip


def clips(movement: Movement, position: Position, figure: Figure) -> tuple[Clip, ...]:
    """Give every clip of a movement: each range share that its card asks for, on each side."""
    card = movement.card
    shares = dict.fromkeys(card.range.share(rep) for rep in range(1, card.range.over_reps + 1))
    made = _Builder(card, position, Skeleton(figure)).clips(list(shares))
    if card.sides is Sides.NONE:
        return tuple(made)
    return (*made, *(clip.mirrored() for clip in made))


def motion_json(library: Library, movement: str, figure: str) -> dict[str, Any]:
    """Give all that a page needs to draw a movement, as plain data.

    Raises KeyError for a movement or a figure that the library does not have.
    """
    card = library.movements[movement].card
    position = library.positions[card.position]
    made = clips(library.movements[movement], position, library.figures[figure])
    return {
        "movement": movement,
        "figure": figure,
        "position": card.position,
        "view": card.view,
        "joints": list(library.figures[figure].body.joints),
        "props": placed_props(library, card, position.card, made[0]),
        "clips": [clip.as_json() for clip in made],
    }


def rest(position: Position, figure: Figure) -> Clip:
    """Give a position as a clip without steps, the moving side on the left."""
    poser = Poser(Skeleton(figure), position.card, None)
    keys = _keys(poser, poser.start[None])
    return Clip(poser.skeleton, poser.base, None, 1.0, keys, {})


def smooth(share: float) -> float:
    """Give a share that begins and ends gently: 0 below 0, 1 above 1."""
    within = min(max(share, 0.0), 1.0)
    return within * within * (3 - 2 * within)


class _Builder:
    """Builds the clips of one movement on one figure, the left side moving."""

    def __init__(self, card: MovementCard, position: Position, skeleton: Skeleton) -> None:
        self.card = card
        self.poser = Poser(skeleton, position.card, card)

    def clips(self, shares: list[float]) -> list[Clip]:
        """Give a clip for each share of the range."""
        poser = self.poser
        steps = self._steps(np.array(shares))
        start = _keys(poser, poser.start[None])
        side = None if self.card.sides is Sides.NONE else "left"
        return [
            Clip(
                poser.skeleton,
                poser.base,
                side,
                share,
                start,
                stilled(start, {name: _keys(poser, q[row]) for name, q in steps.items()}),
            )
            for row, share in enumerate(shares)
        ]

    def _steps(self, shares: Array) -> dict[str, Array]:
        """Give the keys of every step, (shares, keys, 3 + freedoms), one step after another."""
        start = np.repeat(self.poser.start[None], len(shares), axis=0)
        before, released, landed = start, frozenset[str](), frozenset[str]()
        held = self.poser.holds
        steps: dict[str, Array] = {}
        for place, step in enumerate(self.card.rep):
            if step.to == "stay" or (step.to == "start" and np.array_equal(before, start)):
                steps[step.name] = before[:, None]
                continue
            released |= frozenset(single_contacts(step.lifts))
            landed |= frozenset(single_contacts(step.lands))
            after, holds = start, single_holds(self.card.holds_after(step))
            if isinstance(step.to, Pose):
                after = self._symmetric(
                    self.poser.goals(step.to, shares, released, sorted(landed), holds)
                )
            kept = dict(held.items() & holds.items())
            way_out = self.card.rep[place - 1] if place else None
            if self._is_the_way_back(step, way_out):
                keys = steps[way_out.name][:, ::-1] if way_out else after[:, None]
            elif step.by is not None:
                firm = released - frozenset(single_contacts(step.lifts))
                by = self._symmetric(self.poser.goals(step.by, shares, firm, (), kept))
                keys = self._passing((before, by, after), firm, released, kept)
            else:
                keys = self._between(step, before, after, released, kept)
            steps[step.name] = keys
            before, held = after, holds
            if step.to == "start":
                released = landed = frozenset()
        return steps

    def _is_the_way_back(self, step: RepStep, way_out: RepStep | None) -> bool:
        """Tell whether a step only undoes the one before it, which began at the start."""
        return (
            step.to == "start"
            and way_out is not None
            and way_out is self.card.rep[0]
            and isinstance(way_out.to, Pose)
            and step.lead == way_out.lead[::-1]
            and step.straight == way_out.straight
        )

    def _between(
        self,
        step: RepStep,
        before: Array,
        after: Array,
        released: frozenset[str],
        kept: Mapping[str, str],
    ) -> Array:
        """Give the keys from one pose to the next: (shares, keys, 3 + freedoms)."""
        count = KEYS_WITH_LEAD if step.lead else KEYS
        along = np.linspace(0.0, 1.0, count)[1:-1]
        blend = np.stack([self._blend(step, float(share)) for share in along])
        near = before[:, None] + blend[None] * (after - before)[:, None]
        near = near.reshape(-1, near.shape[-1])
        own = [self.poser.holding(kept, len(near))] if kept else []
        if step.straight:
            own.append(self.poser.straight(step.straight, before, after, along))
        solved = self.poser.between(near, released, reduce(together, own) if own else None)
        inner = self._symmetric(solved).reshape(len(before), -1, near.shape[-1])
        return np.concatenate([before[:, None], inner, after[:, None]], axis=1)

    def _passing(
        self,
        poses: tuple[Array, Array, Array],
        firm: frozenset[str],
        released: frozenset[str],
        kept: Mapping[str, str],
    ) -> Array:
        """Give the keys from one pose past the second to the third: (shares, keys, 3 + freedoms).

        What is released lets go when the body begins to leave the second; until then, `firm`.
        """
        before, by, after = poses
        own = self.poser.holding(kept, len(before)) if kept else None
        keys = [before]
        for share in np.linspace(0.0, 1.0, KEYS_WITH_LEAD)[1:-1]:
            there = smooth(float(share) / BY_REACHED)
            on = smooth((float(share) - BY_LEFT) / (1 - BY_LEFT))
            near = before + there * (by - before) + on * (after - by)
            keys.append(self._symmetric(self.poser.between(near, released if on else firm, own)))
        return np.stack([*keys, after], axis=1)

    def _blend(self, step: RepStep, share: float) -> Array:
        """Give how far each number (3 + freedoms) is at a share of the step."""
        moves = self.poser.skeleton.moves
        blend = np.full(ROOT + len(moves.names), share)
        for place, part in enumerate(step.lead):
            # Each part takes two of the windows, so that it begins when the last is half-way.
            window = 1.0 / (len(step.lead) + 1)
            own = smooth((share - place * window) / (2 * window))
            for index, name in enumerate(moves.names):
                joint = name.split(".")[0].removesuffix("_left").removesuffix("_right")
                if part in (joint, f"{joint}s"):
                    blend[ROOT + index] = own
        return blend

    def _symmetric(self, q: Array) -> Array:
        """Take away the last traces of a lean to one side where the movement has no sides."""
        if self.card.sides is Sides.NONE and self.poser.symmetric:
            return (q + mirrored(q, self.poser.skeleton.moves)) / 2
        return q


def _keys(poser: Poser, q: Array) -> Keys:
    """Give poses (keys, 3 + freedoms) as roots and local rotations."""
    rotations = poser.skeleton.moves.rotations(q[:, ROOT:])
    quaternions = to_quaternions(poser.skeleton.local(rotations, poser.base))
    return Keys(q[:, :ROOT].copy(), kept_even(quaternions))
