"""The models that ship are the ones that were tried, and whoever reads them in place can."""

from __future__ import annotations

import hashlib
import struct
import zipfile

from supine.footage import POSE_BUNDLE

# Made by `script/assets pose`; a new one is tried on recordings and in the browser first.
SHA256 = "c33f37cc6dd2afc77f9d2b8ba0a88cf6b60b51daec0606365a718b7212db3437"
ALIGNMENT = 16


def test_the_models_are_the_ones_that_were_tried() -> None:
    assert hashlib.sha256(POSE_BUNDLE.read_bytes()).hexdigest() == SHA256


def test_both_models_lie_in_the_bundle_as_they_are() -> None:
    with zipfile.ZipFile(POSE_BUNDLE) as bundle:
        entries = bundle.infolist()

        assert bundle.testzip() is None
    assert [entry.filename for entry in entries] == [
        "pose_detector.tflite",
        "pose_landmarks_detector.tflite",
    ]
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


def test_each_model_begins_where_its_weights_are_aligned() -> None:
    whole = POSE_BUNDLE.read_bytes()
    with zipfile.ZipFile(POSE_BUNDLE) as bundle:
        heads = [entry.header_offset for entry in bundle.infolist()]

    for head in heads:
        name, extra = struct.unpack_from("<HH", whole, head + 26)
        begins = head + 30 + name + extra
        assert begins % ALIGNMENT == 0
        assert whole[begins + 4 : begins + 8] == b"TFL3"
