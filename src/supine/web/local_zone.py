"""Which time zone this machine is in, by name: only a name knows when summer time began."""

from __future__ import annotations

import time
import zoneinfo
from collections.abc import Iterator, Mapping
from pathlib import Path

LOCALTIME = Path("/etc/localtime")
TIMEZONE_FILE = Path("/etc/timezone")
HOUR_SECONDS = 3600


def local_zone(environ: Mapping[str, str], localtime: Path = LOCALTIME) -> str:
    """Give the zone's name, such as "Europe/Berlin".

    Where the machine tells none, the name of the fixed offset it has now; at worst "UTC".
    """
    for name in _told_by(environ, localtime):
        if _exists(name):
            return name
    return "UTC"


def _told_by(environ: Mapping[str, str], localtime: Path) -> Iterator[str]:
    yield environ.get("TZ", "").removeprefix(":")
    if localtime.is_symlink():
        yield str(localtime.resolve()).partition("zoneinfo/")[2]
    if TIMEZONE_FILE.is_file():
        yield TIMEZONE_FILE.read_text(encoding="utf-8", errors="replace").strip()
    hours, rest = divmod(time.timezone, HOUR_SECONDS)
    if rest == 0:
        # These names count hours west of Greenwich, as time.timezone does.
        yield f"Etc/GMT{hours:+d}"


def _exists(name: str) -> bool:
    if not name:
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
