"""`supine care`, as a physiotherapist types it."""

import io
import json
import sys
import time
from pathlib import Path

import pytest

from supine.cli import main
from supine.library import rule_rows, shipped_library

GREEN = {"back": 2, "leg": 2, "reach": 1}
CASE = json.dumps({"ask": "settled", "last": GREEN, "next": GREEN})
SETTLED = {"settled": True, "because": ["settled-yes"]}


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_gets_one_answer_in_order_and_a_bad_one_stops_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_bytes(f"{CASE}\n\n{CASE[:-2]}\n".encode() + b"\xff\n" + CASE.encode())

    assert main(["care", "audit", str(cases)]) == 0

    assert answers(capsys) == [
        SETTLED,
        {"error": "line: this is not JSON"},
        {"error": "line: this is not JSON"},
        {"error": "line: it is not UTF-8"},
        SETTLED,
    ]


def test_a_file_with_a_byte_order_mark_and_windows_lines_is_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_bytes(b"\xef\xbb\xbf" + f"{CASE}\r\n{CASE}\r\n".encode())

    assert main(["care", "audit", str(cases)]) == 0
    assert answers(capsys) == [SETTLED, SETTLED]


def test_a_hyphen_reads_the_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{CASE}\n".encode())))

    assert main(["care", "audit", "-"]) == 0
    assert answers(capsys) == [SETTLED]


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_file_that_cannot_be_read_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["care", "audit", name]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{name}: ")
    assert said.err.count("\n") == 1


def test_twenty_thousand_lines_take_less_than_twenty_seconds(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    exercise = json.dumps(
        {
            "ask": "exercise_light",
            "before": GREEN,
            "worst": {"back": 6, "leg": 2, "reach": 2},
            "after_ten_minutes": {"reach": 1},
            "neuro": "none",
        }
    )
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{exercise}\n{CASE}\n" * 10_000)
    began = time.process_time()

    assert main(["care", "audit", str(cases)]) == 0

    assert time.process_time() - began < 20
    assert capsys.readouterr().out.count("\n") == 20_000


def test_rules_prints_every_rule_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["care", "rules"]) == 0

    lines = capsys.readouterr().out.splitlines()
    rows = rule_rows(shipped_library().care)
    assert {row.id for row in rows} <= set(lines)
    assert sum(line.startswith("  source ") for line in lines) == len(rows)
    assert max(map(len, lines)) <= 110
