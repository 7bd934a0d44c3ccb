"""How far it has got is shown where somebody looks on, and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from supine.footage.progress import Progress, bar


class Terminal(io.StringIO):
    """Standard error with somebody before it."""

    def isatty(self) -> bool:
        return True


def test_a_line_says_the_share_the_pace_and_what_is_left() -> None:
    line = bar("film.mp4", (15.0, 60.0), "watching, 30 pictures a second", 10.0)

    assert line.startswith("film.mp4  ########......")
    assert "  25%  watching, 30 pictures a second, 0:30 left" in line


@pytest.mark.parametrize("whole", [None, 0.0])
def test_without_a_known_length_there_is_no_share(whole: float | None) -> None:
    assert bar("film.mp4", (15.0, whole), "watching", 10.0) == "film.mp4  watching"


def test_more_than_the_whole_is_the_whole() -> None:
    assert " 100%  " in bar("film.mp4", (61.0, 60.0), "watching", 10.0)


def test_a_terminal_is_shown_one_line_that_is_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setattr("supine.footage.progress.time.monotonic", lambda: float(next(clock)))

    with Progress("film.mp4") as progress:
        progress.show(1.0, 4.0, "watching")
        progress.show(2.0, 4.0, "watching")

    shown = terminal.getvalue()
    assert " 25%" in shown
    assert " 50%" in shown
    assert "\n" not in shown
    assert shown.endswith("\r\x1b[K")


def test_nothing_is_shown_where_nobody_looks_on(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("film.mp4") as progress:
        progress.show(1.0, 4.0, "watching")

    assert capsys.readouterr() == ("", "")
