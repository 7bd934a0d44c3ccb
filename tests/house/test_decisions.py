"""Decision records can be found, read and cited: numbered without gap, all of one form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT

RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_records_are_numbered_without_gap() -> None:
    assert [record.name[:5] for record in RECORDS] == [
        f"{number:04}-" for number in range(1, len(RECORDS) + 1)
    ]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_has_its_number_and_its_three_parts(record: Path) -> None:
    text = record.read_text(encoding="utf-8")

    assert text.startswith(f"# {int(record.name[:4])}. ")
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
    ]
