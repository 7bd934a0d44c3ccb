"""Pictures of a movement for tests: tiny, and in a folder of their own."""

from __future__ import annotations

import json
from pathlib import Path

HASH = "0123456789abcdef"
KEYS = ("start", "over-left", "over-right")
# One transparent pixel.
PICTURE = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")


def lay_out(movement: Path) -> None:
    """Write the list of pictures, and the pictures, into the folder of a movement."""
    folder = movement / "stills"
    folder.mkdir(parents=True)
    told = {
        "hash": HASH,
        "widths": [320, 800],
        "pictures": {"woman": list(KEYS), "man": list(KEYS)},
    }
    (folder / "stills.json").write_text(json.dumps(told), encoding="utf-8")
    for figure in ("woman", "man"):
        for key in KEYS:
            for width in (320, 800):
                (folder / f"{figure}-{key}-{width}.webp").write_bytes(PICTURE)
