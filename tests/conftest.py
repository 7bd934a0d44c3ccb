"""How the tests are shared out where more than one process runs them."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

BROWSER = "tests/browser/"
# Pages that neither draw nor keep time by a real clock: they may run beside a browser.
BESIDE = (
    "accessibility",
    "care",
    "first_start",
    "library",
    "own_words",
    "progress",
    "session",
)


def unit(nodeid: str) -> str:
    """Give what runs one after another in one process: a file, or all that wants a machine's time.

    A film, a stage drawn in software and a real minute each fill a small machine. Two at once
    would run out of the time that they count on.
    """
    file = nodeid.split("::", 1)[0]
    name = file.removeprefix(BROWSER).removeprefix("test_").removesuffix(".py")
    return BROWSER if file.startswith(BROWSER) and name not in BESIDE else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Share out units in the order of collection, not by how many tests they hold."""
    config.option.loadscopereorder = False
    shared = LoadFileScheduling(config, log)
    shared._split_scope = unit
    return shared


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest unit, and keep other browsers until it is over."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    first, last = unit(item.nodeid) == BROWSER, item.nodeid.startswith(BROWSER)
    return 0 if first else 2 if last else 1
