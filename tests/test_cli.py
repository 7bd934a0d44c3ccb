"""The command line, as somebody types it."""

import json
from pathlib import Path

import pytest

from supine import cli
from supine.cli import main
from supine.voice import SAMPLE_RATE, decode
from tests.own_cards import copied, rewrite


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty data folder, so that nobody's own cards are read."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SUPINE_DATA", str(folder))
    return folder


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
    assert "34 movements, 18 routines" in capsys.readouterr().out


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


def test_library_check_measures_the_minutes_a_routine_claims(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = copied(tmp_path, "routines", "morning", "my-morning")
    rewrite(folder / "card.yaml", "minutes: 6", "minutes: 20")

    assert main(["library", "check", str(tmp_path)]) == 1

    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("routines/my-morning/card.yaml: minutes: 20 is not right: with all its")


def test_library_list_gives_movements_by_position_and_routines_with_their_minutes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["library", "list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "knee-wags  Knee wags" in lines
    assert "hip-mobility-10  Hips in ten minutes (10 min)" in lines
    headings = [line for line in lines if line.isupper()]
    assert headings[-1] == "ROUTINES"
    begins, ends = lines.index("ON YOUR FRONT"), lines.index("ON HANDS AND KNEES")
    assert [line.split()[0] for line in lines[begins:ends] if "  " in line] == [
        "prone-on-elbows",
        "prone-press-up",
    ]


def own_wags(library: Path) -> Path:
    return copied(library, "movements", "knee-wags", "slow-wags")


def test_own_cards_of_the_profile_are_listed_and_checked(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    own_wags(data / "library")
    anna = own_wags(data / "profiles" / "anna" / "library")
    (anna / "words.en.yaml").unlink()

    assert main(["library", "list"]) == 0
    assert "slow-wags  Knee wags" in capsys.readouterr().out.splitlines()
    assert main(["library", "check"]) == 0
    assert main(["--profile", "anna", "library", "check"]) == 1
    assert str(anna / "words.en.yaml") in capsys.readouterr().out


def test_an_own_routine_has_a_timeline(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    own_wags(data / "library")
    routine = data / "library" / "routines" / "mine"
    routine.mkdir(parents=True)
    card = "id: mine\nversion: 1\nrest_seconds: 4\nitems:\n  - {movement: slow-wags}\n"
    (routine / "card.yaml").write_text(card)
    (routine / "words.en.yaml").write_text("name: Mine\naim: Loosens the hips.\n")

    assert main(["timeline", "mine", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["sets"][0]["movement"] == "slow-wags"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["library", "check", "no/such/folder"], "no/such/folder: this is no folder."),
        (["--profile", "../x", "library", "list"], "profile name"),
    ],
)
def test_a_folder_that_is_not_there_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 1
    assert sentence in capsys.readouterr().err


def test_a_handout_is_written_for_either_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.pdf"

    assert main(["handout", "settle", "-o", str(sheet), "--paper", "letter"]) == 0

    assert sheet.read_bytes().startswith(b"%PDF")
    assert str(sheet) in capsys.readouterr().out


def test_a_handout_that_cannot_be_written_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "nowhere" / "sheet.pdf"

    assert main(["handout", "settle", "-o", str(sheet)]) == 1

    said = capsys.readouterr().err
    assert str(sheet) in said
    assert "Traceback" not in said


def test_a_handout_of_a_routine_that_is_not_there_names_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", "nothing", "-o", str(tmp_path / "sheet.pdf")]) == 1

    assert "three-minute" in capsys.readouterr().err


def test_audio_says_how_much_of_it_has_no_voice(
    capsys: pytest.CaptureFixture[str],
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cli, "installed_speaker", lambda: None)
    words = own_wags(data / "library") / "words.en.yaml"
    words.write_text(words.read_text().replace("name: Knee wags", "name: Wags of my own"))
    routine = data / "library" / "routines" / "mine"
    routine.mkdir(parents=True)
    card = "id: mine\nversion: 1\nrest_seconds: 4\nitems:\n  - {movement: slow-wags}\n"
    (routine / "card.yaml").write_text(card)
    (routine / "words.en.yaml").write_text("name: Mine\naim: Loosens the hips.\n")

    assert main(["audio", "mine", "-o", str(tmp_path / "mine.mp3")]) == 0

    assert "of its sentences have no clip" in capsys.readouterr().out
