"""The front end is built when something changed, and only then."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from frontend import build


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a front end of two files, in a project of its own."""
    frontend = tmp_path / "frontend"
    (frontend / "src").mkdir(parents=True)
    (frontend / "src" / "player.ts").write_text("export {};\n", encoding="utf-8")
    for name in ("package.json", "package-lock.json"):
        (frontend / name).write_text("{}\n", encoding="utf-8")
    monkeypatch.setattr(build, "FRONTEND", frontend)
    monkeypatch.setattr(build, "PACKAGES", frontend / "node_modules")
    monkeypatch.setattr(build, "BUILT", tmp_path / "built")
    monkeypatch.setattr(build, "find_node", lambda: build.Node(Path("node"), Path("npm")))
    return tmp_path


@pytest.fixture
def ran(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for Node: note what would have run, and leave the folders it would have made."""
    calls: list[str] = []

    def run(command: list[str], node: build.Node, fault: str) -> None:
        assert node.program == Path("node")
        assert fault
        calls.append("packages" if "ci" in command else "vite")
        made = project / "frontend" / "node_modules" if "ci" in command else Path(command[-1])
        made.mkdir(exist_ok=True)

    monkeypatch.setattr(build, "run", run)
    return calls


def test_a_second_build_runs_nothing(ran: list[str]) -> None:
    build.build()
    build.build()

    assert ran == ["packages", "vite"]


def test_touching_a_file_changes_nothing_but_a_letter_does(project: Path, ran: list[str]) -> None:
    player = project / "frontend" / "src" / "player.ts"
    build.build()
    player.touch()
    build.build()
    assert ran == ["packages", "vite"]

    player.write_text("export { };\n", encoding="utf-8")
    build.build()

    assert ran == ["packages", "vite", "vite"]


def test_a_build_that_fails_leaves_the_old_one_in_place(
    project: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build.build()
    (project / "built" / "player.js").touch()
    (project / "frontend" / "src" / "player.ts").write_text("broken", encoding="utf-8")

    def fail(_command: list[str], _node: build.Node, fault: str) -> None:
        raise build.BuildRefusedError(fault)

    monkeypatch.setattr(build, "run", fail)
    with pytest.raises(build.BuildRefusedError, match="does not build"):
        build.build()

    assert (project / "built" / "player.js").is_file()
    assert ran == ["packages", "vite"]


def test_a_refusal_is_one_sentence_and_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    assert project.is_dir()
    monkeypatch.undo()
    monkeypatch.setattr(build, "PACKAGES", project / "nothing")
    monkeypatch.setattr(build, "node_from_pip", lambda: None)
    monkeypatch.setattr(build, "node_from_system", lambda: None)

    assert build.main("packages") == 1
    assert capsys.readouterr().err.startswith("No Node.js 22 or newer was found.")


def test_an_unknown_wish_is_answered_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert build.main("deploy") == 1
    assert capsys.readouterr().err == (
        "frontend/build.py knows build, packages, types; not deploy.\n"
    )


def test_a_node_that_is_too_old_is_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    old = subprocess.CompletedProcess([], 0, stdout="v20.20.2\n")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", lambda *_a, **_k: old)

    assert build.node_from_system() is None
