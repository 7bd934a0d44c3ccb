"""The machine's time zone, by name."""

from __future__ import annotations

import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from supine.web import local_zone as room
from supine.web.local_zone import local_zone


@pytest.fixture(autouse=True)
def no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(room, "TIMEZONE_FILE", tmp_path / "timezone")


def test_the_environment_comes_first(tmp_path: Path) -> None:
    assert local_zone({"TZ": "Europe/Berlin"}, tmp_path / "localtime") == "Europe/Berlin"
    assert local_zone({"TZ": ":Asia/Tokyo"}, tmp_path / "localtime") == "Asia/Tokyo"


def test_a_link_into_the_zones_names_one(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo" / "Europe" / "Lisbon"
    zone.parent.mkdir(parents=True)
    zone.touch()
    link = tmp_path / "localtime"
    link.symlink_to(zone)

    assert local_zone({}, link) == "Europe/Lisbon"


def test_a_file_with_the_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text("Africa/Nairobi\n")

    assert local_zone({}, tmp_path / "localtime") == "Africa/Nairobi"


@pytest.mark.parametrize(("west_seconds", "hours_ahead"), [(-7200, 2), (18000, -5), (0, 0)])
def test_without_a_name_the_offset_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, west_seconds: int, hours_ahead: int
) -> None:
    monkeypatch.setattr(time, "timezone", west_seconds)

    offset = ZoneInfo(local_zone({}, tmp_path / "localtime")).utcoffset(None)

    assert offset is not None
    assert offset.total_seconds() == hours_ahead * 3600


@pytest.mark.parametrize("name", ["Nowhere/At_all", "../../etc/passwd", "/etc/passwd"])
def test_what_is_no_zone_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setattr(time, "timezone", -1800)

    assert local_zone({"TZ": name}, tmp_path / "localtime") == "UTC"
