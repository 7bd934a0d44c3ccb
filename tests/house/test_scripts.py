"""One word per wish: each script runs, says what it is for, and fails in one plain sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT

SCRIPTS = sorted(path for path in (ROOT / "script").iterdir() if path.is_file())
RUNS = [*SCRIPTS, ROOT / ".ci" / "run"]
NEEDED_BY_SETUP = ("dirname", "head", "grep", "cmp", "cp", "rm", "sh")


@pytest.mark.parametrize("script", RUNS, ids=lambda path: path.name)
def test_a_script_is_plain_executable_shell_that_says_what_it_does(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    parsed = subprocess.run(["sh", "-n", script], check=False)  # noqa: S603, S607

    assert os.access(script, os.X_OK)
    assert lines[0] == "#!/bin/sh"
    assert lines[1].startswith("# ")
    assert "set -eu" in lines
    assert parsed.returncode == 0


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_told_of_in_the_documents(script: Path) -> None:
    documents = [
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")
    ]

    assert any(f"script/{script.name}" in text for text in documents)


def test_what_must_pass_before_a_change_lands_is_checks_and_tests() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert text.index("script/check") < text.index("script/test")


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """Make a copy of the project's setup, and bin/ with the programs it may use but no Python."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in NEEDED_BY_SETUP:
        (programs / name).symlink_to(shutil.which(name) or f"missing-{name}")
    (tmp_path / "script").mkdir()
    shutil.copy(ROOT / "script" / "setup", tmp_path / "script" / "setup")
    return tmp_path


def run_setup(machine: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [machine / "script" / "setup", *arguments],
        env={"PATH": str(machine / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def pretend_python(machine: Path, body: str) -> None:
    """Put a python3 of our making on the bare machine's path."""
    program = machine / "bin" / "python3"
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o755)


def test_without_python_setup_says_in_one_sentence_what_to_install(bare_machine: Path) -> None:
    refused = run_setup(bare_machine)

    assert refused.returncode == 1
    assert refused.stderr == (
        "Supine needs Python 3.11 or newer. Install it (on Debian or Ubuntu: "
        "apt install python3 python3-venv) and run this again.\n"
    )


def test_a_python_that_is_too_old_is_no_python(bare_machine: Path) -> None:
    pretend_python(bare_machine, "exit 1")

    assert "Supine needs Python 3.11 or newer." in run_setup(bare_machine).stderr


def test_a_python_without_venv_is_told_from_no_python(bare_machine: Path) -> None:
    pretend_python(bare_machine, '[ "$1" = -c ]')

    refused = run_setup(bare_machine)

    assert refused.returncode == 1
    assert "apt install python3-venv" in refused.stderr.splitlines()[-1]
    assert not (bare_machine / ".venv").exists()


@pytest.fixture
def machine_offline(bare_machine: Path) -> Path:
    """Give the bare machine an environment whose pip cannot fetch anything."""
    environment = bare_machine / ".venv" / "bin"
    environment.mkdir(parents=True)
    (environment / "pip").write_text(f"#!{environment}/python3\n", encoding="utf-8")
    (environment / "python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (environment / "python").chmod(0o755)
    return bare_machine


def test_without_a_network_setup_says_so_and_marks_nothing_as_installed(
    machine_offline: Path,
) -> None:
    refused = run_setup(machine_offline)

    assert refused.returncode == 1
    assert "If this machine is offline, connect it" in refused.stderr.splitlines()[-1]
    assert list((machine_offline / ".venv").glob("installed-*")) == []


def test_an_unknown_wish_is_answered_with_the_known_ones(machine_offline: Path) -> None:
    refused = run_setup(machine_offline, "everything")

    assert refused.returncode == 1
    known = "script/setup knows base, dev, voice, footage and studio"
    assert refused.stderr == f"{known}; not everything.\n"
