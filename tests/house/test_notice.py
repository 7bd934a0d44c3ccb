"""Whoever made a file that is no text of ours is named in NOTICE."""

from __future__ import annotations

import re

from tests.house.tree import ROOT, is_binary, project_files, relative


def named_folders() -> list[str]:
    """Read the folders NOTICE names: a line of its own, ending in a slash."""
    text = (ROOT / "NOTICE").read_text(encoding="utf-8")
    return re.findall(r"^(\S+/)$", text, flags=re.MULTILINE)


def test_every_binary_file_lies_in_a_folder_that_notice_names() -> None:
    binary = [relative(path) for path in project_files() if is_binary(path)]

    assert [path for path in binary if not path.startswith(tuple(named_folders()))] == []


def test_notice_names_no_folder_that_is_gone() -> None:
    folders = named_folders()

    assert folders
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Version 2.0, January 2004" in text
    assert all(f"\n   {number}. " in text for number in range(1, 10))
