"""Ways to come by a library, as processes of their own are told them: by name."""

from __future__ import annotations

import os

from supine.library import Library, shipped_library

DEATHS = "SUPINE_TEST_DEATHS"


def shipped() -> Library:
    return shipped_library()


def deadly() -> Library:
    """End this process without a word."""
    os._exit(7)


def deadly_at_first() -> Library:
    """End this process, and any that asks at the same time; later ones get a library."""
    try:
        with open(os.environ[DEATHS], "x", encoding="utf-8"):  # noqa: PTH123 - made by one only
            pass
    except FileExistsError:
        return shipped_library()
    os._exit(7)
