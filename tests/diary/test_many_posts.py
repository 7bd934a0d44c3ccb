"""The same events posted from several threads at once, to a file as people have it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]


def test_the_same_events_posted_at_once_are_stored_once(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "SUPINE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "supine.web.settings",
    }

    ran = subprocess.run(
        [sys.executable, "-m", "tests.diary.many_posts"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "confirmed": [11] * 6,
        "persons": 1,
        "sessions": 1,
        "events": 16,
        "state": "finished",
    }


@pytest.mark.django_db
def test_the_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", "diary", check=True, dry_run=True, verbosity=0)
