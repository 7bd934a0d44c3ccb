"""Where one camera, which nobody moves in mid-session, sees most of a routine."""

from __future__ import annotations

from collections.abc import Iterable

from supine.library import Movement

# The first serves where both do: from there left and right look different.
VIEWS = ("foot-end-three-quarter", "side")


def camera_place(movements: Iterable[Movement]) -> str | None:
    """Give the view from which most of these movements can be watched; None if none can be."""
    cameras = [movement.card.camera for movement in movements]
    watched = {
        view: sum(view == camera.best or view in camera.works for camera in cameras)
        for view in VIEWS
    }
    most = max(VIEWS, key=lambda view: watched[view])
    return most if watched[most] else None
