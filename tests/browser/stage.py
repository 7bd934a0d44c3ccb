"""What the stage has drawn, beside what the body does at the same instant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from playwright.sync_api import Page

from supine.body import Clip
from supine.library import shipped_library
from tests.solved import clips_of

METRES = 0.005
DEGREES = 0.5
# Takes the id of a movement.
READY = "(movement) => document.querySelector('#person').stage?.ready(movement) === true"
# Two frames, so that what was asked for has been drawn.
READ_BACK = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  const drawn = document.querySelector("#person").stage.readBack();
  return [document.querySelector("#track").currentTime, drawn];
}"""


@dataclass(frozen=True)
class Pose:
    """What is asked of the stage. progress: 0 to 1."""

    movement: str
    side: str | None
    range: float
    step: str | None
    progress: float


def seek(page: Page, seconds: float) -> None:
    """Let the track of the session stand at a second."""
    page.evaluate(
        "(seconds) => { document.querySelector('#track').currentTime = seconds; }", seconds
    )


def drawn_now(page: Page) -> tuple[float, dict[str, Any]]:
    """Give the second of the track and what was drawn for it."""
    seconds, drawn = page.evaluate(READ_BACK)
    return float(seconds), drawn


@cache
def clips_by_range(movement: str, figure: str) -> dict[tuple[str | None, float], Clip]:
    """Give every clip of a movement by side and range."""
    made = clips_of(movement, figure)
    return {(clip.side, round(clip.range_share, 5)): clip for clip in made}


def clip_for(pose: Pose, figure: str) -> Clip:
    """Give the clip in which a pose is."""
    return clips_by_range(pose.movement, figure)[pose.side, round(pose.range, 5)]


def pose_at(timeline: dict[str, Any], seconds: float) -> Pose | None:
    """Give the pose of the phase that the voice is calling, None where nobody moves."""
    phase = [each for each in timeline["phases"] if each["at"] <= seconds][-1]
    if phase["step"] is None:
        return None
    progress = min(1.0, (seconds - phase["at"]) / phase["seconds"])
    return Pose(phase["movement"], phase["side"], phase["range"], phase["step"], progress)


def differences(drawn: dict[str, Any], pose: Pose, figure: str) -> tuple[float, float]:
    """Give the largest difference of a joint's place, metres, and of a rotation, degrees."""
    clip = clip_for(pose, figure)
    names = list(shipped_library().figures[figure].body.joints)
    joints = clip.joints(pose.step, pose.progress)
    _, rotations = clip.pose(pose.step, pose.progress)
    there = np.array([drawn["joints"][name] for name in names])
    turned = np.array([drawn["rotations"][name] for name in names])
    cosines = np.abs(np.sum(turned * rotations, axis=1)).clip(0, 1)
    return (
        float(np.linalg.norm(there - joints, axis=1).max()),
        float(np.degrees(2 * np.arccos(cosines)).max()),
    )


def assert_drawn(page: Page, timeline: dict[str, Any], figure: str = "woman") -> Pose:
    """See that the drawn pose is that of this second's phase; give it."""
    seconds, drawn = drawn_now(page)
    pose = pose_at(timeline, seconds)
    assert pose is not None, f"nobody moves at {seconds} s"
    metres, degrees = differences(drawn, pose, figure)
    assert (metres < METRES, degrees < DEGREES) == (True, True), (seconds, pose, metres, degrees)
    return pose
