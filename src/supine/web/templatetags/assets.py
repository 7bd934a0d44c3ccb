"""Where a built script or style lies: its name carries a hash, which only the manifest knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from supine.web.built_files import PREFIX

register = template.Library()


class FrontEndNotBuiltError(Exception):
    """The pages' scripts and styles are not there, or not the ones asked for."""


@register.simple_tag
def asset(name: str) -> str:
    """Give the address of the script of the entry `name` ("player", "pages")."""
    return PREFIX + str(_entry(name)["file"])


@register.simple_tag
def asset_script(name: str) -> SafeString:
    """Give the script element of the entry `name`."""
    return format_html('<script type="module" src="{}"></script>', asset(name))


@register.simple_tag
def asset_style(name: str) -> SafeString:
    """Give the stylesheet links of the entry `name`."""
    sheets = _entry(name).get("css", [])
    link = '<link rel="stylesheet" href="{}">'
    return format_html_join("", link, ((PREFIX + sheet,) for sheet in sheets))


def front_end_is_built() -> bool:
    """Say whether the pages have what they need."""
    return _manifest_file() is not None


def _entry(name: str) -> dict[str, Any]:
    file = _manifest_file()
    if file is None:
        raise FrontEndNotBuiltError
    manifest: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    for key, entry in manifest.items():
        if entry.get("isEntry") and name in {entry.get("name"), Path(key).stem}:
            return entry
    raise FrontEndNotBuiltError


def _manifest_file() -> Path | None:
    folder = Path(settings.BUILT_FOLDER)
    places = (folder / ".vite" / "manifest.json", folder / "manifest.json")
    return next((place for place in places if place.is_file()), None)
