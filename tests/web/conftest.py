"""Somebody at the pages, with a front end that is built of nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from supine.diary.models import Person
from supine.diary.people import current_person
from supine.web import shelf, sounds
from tests.past_days import remember_days
from tests.web.cast import Alice

MANIFEST = {
    "src/pages.ts": {
        "file": "pages.0123456789ab.js",
        "name": "pages",
        "css": ["pages.ba9876543210.css"],
        "isEntry": True,
    },
    "src/watch.ts": {"file": "watch.0123456789ab.js", "name": "watch", "isEntry": True},
    "src/live.ts": {"file": "live.0123456789ab.js", "name": "live", "isEntry": True},
    "src/player.ts": {"file": "player.0123456789ab.js", "name": "player", "isEntry": True},
}


@pytest.fixture(autouse=True)
def built(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    settings.BUILT_FOLDER = folder
    settings.TRACKS_FOLDER = tmp_path / "tracks"
    settings.LIBRARY_FOLDER = tmp_path / "library"
    settings.CLIPS_FOLDER = tmp_path / "voice"
    # Here somebody does edit a card and look at once.
    monkeypatch.setattr(shelf, "LOOK_AGAIN_SECONDS", 0)
    # The tests mean the same whether or not this machine has the extra.
    monkeypatch.setattr(sounds, "installed_speaker", lambda: None)
    return folder


@pytest.fixture
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    """Let no own card be written: a file stands where the folder should be."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    settings.LIBRARY_FOLDER = blocked


@pytest.fixture
def alice(client: Client, db: None) -> Alice:  # noqa: ARG001 - she writes into the diary
    return Alice(client)


@pytest.fixture
def three_green_days(alice: Alice) -> Alice:
    """Give somebody whose last three days had a green session, and who answered today."""
    remember_days(3)
    alice.answers_today()
    alice.gives_scores(back="2", leg="2", reach="1")
    return alice


@pytest.fixture
def person(db: None) -> Person:  # noqa: ARG001 - it opens the database
    return current_person()
