"""Anny's hands are spread like a star; here they rest, fingers together and a little bent."""

from dataclasses import replace

import numpy as np

from studio.people.rest import Floats, Rest
from studio.people.skeleton import SIDES
from studio.people.surface import unit

# Degrees at the knuckle and the two joints beyond, fingers 2 (index) to 5. Little enough for a
# flat hand to carry weight on the mat.
BEND = {2: (5.0, 13.0, 8.0), 3: (6.0, 15.0, 9.0), 4: (7.0, 17.0, 9.0), 5: (8.0, 17.0, 9.0)}
# How much of the spread between fingers is taken back.
CLOSING = 0.62
# The thumb turns by this share towards a place before the index finger.
THUMB_CLOSING = 0.4
THUMB_BEND = (0.0, 8.0, 10.0)


def relaxed(rest: Rest) -> Rest:
    """The same person with hands at ease; only vertices that fingers move are moved."""
    moved = rest.vertices.copy()
    for side in SIDES:
        moved += _moves(rest, side)
    return replace(rest, vertices=moved)


def _moves(rest: Rest, side: str) -> Floats:
    """How far each vertex (n, 3) goes when the fingers of one hand come to rest."""
    letter = SIDES[side]
    names = list(rest.names)
    turns = {names.index(f"{bone}.{letter}"): turn for bone, turn in _turns(rest, side).items()}
    turned: dict[int, Floats] = {}
    at: dict[int, Floats] = {}
    moves = np.zeros_like(rest.vertices)
    # Parents come before their children in Anny's list.
    for bone in range(len(names)):
        parent = int(rest.parents[bone])
        if bone in turns:
            before = turned.get(parent, np.eye(3))
            turned[bone] = before @ turns[bone]
            start = at.get(parent, rest.heads[parent])
            at[bone] = start + before @ (rest.heads[bone] - rest.heads[parent])
            away = (rest.vertices - rest.heads[bone]) @ turned[bone].T + at[bone]
            moves += rest.weights[:, bone : bone + 1] * (away - rest.vertices)
    return moves


def _turns(rest: Rest, side: str) -> dict[str, Floats]:
    """The turn of each finger bone against its parent, in the body's axes at rest."""
    letter = SIDES[side]
    head = {
        (finger, part): rest.head_of(f"finger{finger}-{part}.{letter}")
        for finger in range(1, 6)
        for part in range(1, 4)
    }
    wrist = rest.head_of(f"wrist.{letter}")
    along = unit(head[3, 1] - wrist)
    across = unit(head[2, 1] - head[5, 1])
    # With fingers down and palm to the front, the index finger of a left hand is on its left.
    palm = unit(np.cross(along, across)) * (1 if side == "left" else -1)
    bending = unit(np.cross(along, palm))
    middle = _flat(head[3, 3] - head[3, 1], palm)
    turns = {}
    for finger, degrees in BEND.items():
        direction = _flat(head[finger, 3] - head[finger, 1], palm)
        spread = np.arctan2(np.cross(direction, middle) @ palm, direction @ middle)
        close = turn_about(palm, float(spread) * CLOSING)
        for part, bend in enumerate(degrees, start=1):
            turn = turn_about(bending, np.radians(bend))
            turns[f"finger{finger}-{part}"] = close @ turn if part == 1 else turn
    thumb = unit(head[1, 3] - head[1, 1])
    resting = unit(along + 0.35 * palm + 0.25 * across)
    hinge = unit(np.cross(thumb, resting))
    angle = np.arccos(np.clip(thumb @ resting, -1, 1)) * THUMB_CLOSING
    for part, bend in enumerate(THUMB_BEND, start=1):
        turn = turn_about(unit(np.cross(thumb, palm)), np.radians(bend))
        turns[f"finger1-{part}"] = turn_about(hinge, float(angle)) if part == 1 else turn
    return turns


def _flat(vector: Floats, normal: Floats) -> Floats:
    """The direction of a vector within the plane across `normal`."""
    return unit(vector - normal * (vector @ normal))


def turn_about(axis: Floats, radians: float) -> Floats:
    """The matrix (3, 3) of a turn about a unit axis, by Rodrigues' formula."""
    x, y, z = axis
    crossed = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(
        np.eye(3) + np.sin(radians) * crossed + (1 - np.cos(radians)) * crossed @ crossed
    )
