"""The command line, as somebody types it."""

import json
from pathlib import Path

import pytest

from supine.cli import main
from supine.voice import SAMPLE_RATE, decode


def test_the_timeline_prints_as_json_with_all_its_parts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["timeline", "three-minute", "--reps", "10", "--json"]) == 0

    timeline = json.loads(capsys.readouterr().out)
    assert timeline["routine"] == "three-minute"
    assert {"at", "seconds", "kind", "text"} <= set(timeline["cues"][0])
    assert {"at", "seconds", "movement", "side", "rep", "name", "range", "breath"} <= set(
        timeline["phases"][0]
    )


@pytest.mark.parametrize(("words", "at_most_seconds"), [("full", 300), ("short", 250)])
def test_ten_repetitions_take_three_minutes_of_movement_and_fit_the_time(
    capsys: pytest.CaptureFixture[str], words: str, at_most_seconds: float
) -> None:
    main(["timeline", "three-minute", "--reps", "10", "--words", words, "--json"])

    timeline = json.loads(capsys.readouterr().out)
    assert timeline["seconds"] <= at_most_seconds
    assert 165 <= timeline["moving_seconds"] <= 215


def test_squeezes_are_held_three_to_five_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    main(["timeline", "three-minute", "--reps", "10", "--json"])

    phases = json.loads(capsys.readouterr().out)["phases"]
    holds = [phase["seconds"] for phase in phases if phase["name"] == "hold"]
    assert len(holds) == 10
    assert all(3 <= seconds <= 5 for seconds in holds)


def test_the_timeline_reads_as_a_script_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "three-minute-plus"]) == 0

    text = capsys.readouterr().out
    assert "Roll to your side" in text
    assert "spinal-flexion-drill" in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["timeline", "nine-minute"], "There is no routine 'nine-minute'."),
        (["timeline", "three-minute", "--reps", "16"], "16 repetitions: choose 5 to 15."),
        (["timeline", "three-minute", "--down", "5"], "5 seconds to get down: choose 10 to 60."),
        (["audio", "three-minute", "-o", "session.txt"], ".txt"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 1

    said = capsys.readouterr()
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_audio_writes_the_same_session_as_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    track = tmp_path / "session.mp3"
    assert (
        main(["audio", "three-minute", "--reps", "5", "--words", "counts", "-o", str(track)]) == 0
    )
    capsys.readouterr()
    main(["timeline", "three-minute", "--reps", "5", "--words", "counts", "--json"])

    seconds = json.loads(capsys.readouterr().out)["seconds"]
    assert len(decode(track)) / SAMPLE_RATE == pytest.approx(seconds, abs=0.15)


def test_a_folder_nobody_can_write_to_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere" / "session.mp3"

    assert main(["audio", "three-minute", "--reps", "5", "-o", str(nowhere)]) == 1
    assert str(nowhere) in capsys.readouterr().err


def test_library_check_counts_what_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "check"]) == 0
    assert "5 movements, 3 routines" in capsys.readouterr().out


def test_library_check_names_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "movements" / "slow-wags"
    folder.mkdir(parents=True)
    (folder / "card.yaml").write_text("id: slow-wags\ncolour: red\n")

    assert main(["library", "check", str(tmp_path)]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"{folder / 'card.yaml'}: colour: nobody knows") for line in lines)
    assert any("words.en.yaml: file: it is not there." in line for line in lines)


def test_library_list_gives_one_movement_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "list"]) == 0
    assert "knee-wags  Knee wags" in capsys.readouterr().out.splitlines()
