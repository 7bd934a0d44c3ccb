"""From where the camera looks."""

from __future__ import annotations

import numpy as np
import pytest

from supine.coach.pattern import MARKS, PLACES
from supine.coach.settling import FITS
from supine.coach.viewing import View, fitted_views
from tests.coach.people import Camera, Film, Person, pattern

ALL = np.ones(len(MARKS), dtype=bool)


def best_view(movement: str, lies_for: str, camera: Camera, seed: int = 3) -> View:
    """Fit the movement's start to a person who lies in the start of another."""
    film = Film(Person(seed), lies_for)
    film.begin(None if not pattern(lies_for).sided else "left", 1.0)
    frames = film.take(camera, 20.0, drops=0.0).frames
    marks = np.median([f.landmarks[PLACES, :2] for f in frames if f.landmarks is not None], axis=0)
    return fitted_views(pattern(movement).starts, (marks - 0.5) * [camera.aspect, 1.0], ALL)[0]


@pytest.mark.parametrize(("yaw", "height"), [(43.0, 1.0), (-43.0, 0.6), (90.0, 0.5), (135.0, 1.4)])
def test_the_camera_is_found_to_within_fifteen_degrees(yaw: float, height: float) -> None:
    view = best_view("knee-wags", "knee-wags", Camera(yaw, height=height))
    off = (np.degrees(view.azimuth) - yaw + 180) % 360 - 180
    assert abs(off) < 15
    assert view.chi < FITS


@pytest.mark.parametrize("other", ["bird-dog", "glute-bridge"])
def test_a_start_fits_best_who_lies_in_it(other: str) -> None:
    camera = Camera(60.0)
    own = best_view(other, other, camera).chi
    assert own < FITS
    wrong = best_view("bird-dog" if other == "glute-bridge" else "glute-bridge", other, camera).chi
    assert wrong > FITS


def test_too_few_marks_give_no_view() -> None:
    seen = np.zeros((len(MARKS), 2))
    few = np.arange(len(MARKS)) < 7
    assert fitted_views(pattern("knee-wags").starts, seen, few) == []
