"""Writes a diary of thirty days into the data folder, before a server opens it.

`SUPINE_DATA=FOLDER python -m tests.browser.write_month`
"""

from __future__ import annotations

import os
from datetime import timedelta

import django


def main() -> None:
    """Make the diary, and live through the month that ends today."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "supine.web.settings"
    django.setup()
    # What follows needs Django's models.
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from supine.diary.people import current_person  # noqa: PLC0415
    from supine.web.data_folder import make_ready  # noqa: PLC0415
    from supine.web.opening import open_diary  # noqa: PLC0415
    from tests.web.month import live_through, say_how_it_is  # noqa: PLC0415

    now = timezone.localtime()
    make_ready(settings.DATA_FOLDER)
    open_diary(settings.DATABASE_FILE, settings.DATA_FOLDER / "backups", now)
    person = current_person()
    # The day's sessions are over by now.
    evening = now - timedelta(hours=1)
    live_through(person, evening)
    say_how_it_is(person, evening)


if __name__ == "__main__":
    main()
