"""The people of the diary tests."""

import pytest

from supine.diary.models import Person
from supine.diary.people import current_person


@pytest.fixture
def alice(db: None) -> Person:  # noqa: ARG001 - it opens the database
    """Give the person of this data folder."""
    return current_person()


@pytest.fixture
def bob(db: None) -> Person:  # noqa: ARG001 - it opens the database
    """Give somebody else, as a household will have."""
    return Person.objects.create()
