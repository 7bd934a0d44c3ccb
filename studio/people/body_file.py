"""Writes what the library knows of a person's body: `figures/ID/body.json`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from studio.people.points import Point
from studio.people.rest import Floats
from studio.people.skeleton import JOINTS

# A tenth of a millimetre, and a thousandth of a share.
PLACE_DIGITS, SHARE_DIGITS = 4, 3


def write_body(
    path: Path,
    joints: Mapping[str, Floats],
    points: Mapping[str, Point],
    skin: list[tuple[Floats, dict[str, float]]],
) -> None:
    """Write joints (name -> (3,) metres), points and samples, one a line, so that changes show."""
    sections: dict[str, dict[str, Any]] = {
        "joints": {
            name: {"parent": JOINTS[name].parent, "at": _place(at)} for name, at in joints.items()
        },
        "points": {
            name: {"joint": point.joint, "at": _place(point.at)} for name, point in points.items()
        },
    }
    written = [
        f'  "{title}": {{\n' + ",\n".join(f'    "{k}": {json.dumps(v)}' for k, v in rows.items())
        for title, rows in sections.items()
    ]
    samples = [json.dumps({"at": _place(at), "weights": _shares(shares)}) for at, shares in skin]
    listed = '  "skin": [\n' + ",\n".join(f"    {sample}" for sample in samples)
    path.write_text("{\n" + "\n  },\n".join([*written, listed]) + "\n  ]\n}\n", encoding="utf-8")


def _place(at: Floats) -> list[float]:
    # Adding 0 turns -0.0 into 0.0.
    return [round(float(length), PLACE_DIGITS) + 0.0 for length in at]


def _shares(shares: Mapping[str, float]) -> dict[str, Any]:
    return {joint: round(share, SHARE_DIGITS) for joint, share in shares.items()}
