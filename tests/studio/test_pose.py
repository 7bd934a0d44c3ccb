"""The models keep their weights, aligned, and get the note without which they cannot be read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from mediapipe.tasks.metadata import schema_py_generated as models

from studio.pose import ALIGNMENT, NOTE_NAME, PARTS, make_bundle, with_note
from supine.footage import POSE_BUNDLE


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder like the package's, with the models that ship in place of bare ones."""
    folder = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(POSE_BUNDLE) as bundle:
        for name, (packed, _, _) in PARTS.items():
            (folder / packed).write_bytes(bundle.read(name))
    return folder


def buffers(model: bytes) -> Iterator[tuple[int, bytes]]:
    """Give where each buffer with something in it begins, and what is in it."""
    read = models.Model.GetRootAsModel(model, 0)
    for number in range(read.BuffersLength()):
        buffer = read.Buffers(number)
        if buffer.DataLength():
            table = buffer._tab
            yield table.Vector(table.Offset(4)), buffer.DataAsNumpy().tobytes()


def test_weights_stay_as_they_are_and_aligned(source: Path) -> None:
    before = (source / "pose_landmark_lite.tflite").read_bytes()

    after = with_note(before, b"a note")

    weights = [content for _, content in buffers(before)]
    assert len(weights) > 100
    assert [content for _, content in buffers(after)] == [*weights, b"a note"]
    assert {place % ALIGNMENT for place, _ in buffers(after)} == {0}


def test_the_note_is_found_by_its_name(source: Path) -> None:
    model = with_note((source / "pose_landmark_lite.tflite").read_bytes(), b"a note")

    read = models.Model.GetRootAsModel(model, 0)
    last = read.Metadata(read.MetadataLength() - 1)
    assert last.Name().decode() == NOTE_NAME
    assert read.Buffers(last.Buffer()).DataAsNumpy().tobytes() == b"a note"


def test_the_same_models_make_the_same_bundle(source: Path, tmp_path: Path) -> None:
    for name in ("one.task", "two.task"):
        make_bundle(source, tmp_path / name)

    assert (tmp_path / "one.task").read_bytes() == (tmp_path / "two.task").read_bytes()
