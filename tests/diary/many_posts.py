"""A program: several threads post the same events at once to a real file. Prints what is stored.

Run by test_many_posts with SUPINE_DATA set to an empty folder: tests keep their database in memory,
where the locks of a file do not apply.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import django
from django.core.management import call_command
from django.db import connection

THREADS = 6


def main() -> None:
    """Migrate, post from all threads, and print the counts."""
    django.setup()
    call_command("migrate", verbosity=0)
    # Models can be imported only once Django is set up.
    from supine.diary.models import Person, Session, SessionEvent  # noqa: PLC0415
    from supine.diary.people import current_person  # noqa: PLC0415
    from tests.diary.cast import WAGS, record, rep, whole_session  # noqa: PLC0415

    session_id, events = uuid4(), whole_session()

    def post(number: int) -> list[UUID]:
        try:
            own = rep(30 + number, WAGS, "left", number + 1)
            return record(current_person(), session_id, [*events, own])
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(post, range(THREADS)))
    counts = {
        "confirmed": [len(answer) for answer in answers],
        "persons": Person.objects.count(),
        "sessions": Session.objects.count(),
        "events": SessionEvent.objects.count(),
        "state": Session.objects.get().state,
    }
    print(json.dumps(counts))  # noqa: T201 - it is how the test reads the outcome


if __name__ == "__main__":
    main()
