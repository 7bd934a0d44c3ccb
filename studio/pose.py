"""Makes the models that find a body in a picture: `python -m studio.pose`.

`script/assets pose` runs it. The two models come from the npm package @mediapipe/pose, which
`studio/package.json` pins. Today's MediaPipe reads them only with a note on how a picture's
numbers become the model's, so each gets that note, and both go into one file.
"""

import struct
import sys
import zipfile
from pathlib import Path
from subprocess import CalledProcessError

import flatbuffers
import numpy as np
from mediapipe.tasks.metadata import metadata_schema_py_generated as notes
from mediapipe.tasks.metadata import schema_py_generated as models
from numpy.typing import NDArray

from frontend.build import BuildRefusedError
from studio.packages import PACKAGES, fetch_packages
from supine.footage import POSE_BUNDLE

SOURCE = PACKAGES / "@mediapipe" / "pose"
# In the bundle -> in the package, and the mean and deviation that colours of 0 to 255 are
# normalised with: the detector was trained on -1 to 1, the landmark model on 0 to 1.
PARTS = {
    "pose_detector.tflite": ("pose_solution_packed_assets.data", 127.5, 127.5),
    "pose_landmarks_detector.tflite": ("pose_landmark_lite.tflite", 0.0, 255.0),
}
NOTE_NAME = "TFLITE_METADATA"
# What TensorFlow Lite asks of weights (`force_align: 16` in its schema). Python's own packing
# forgets it, and a browser that reads them in place would then read them wrongly or slowly.
ALIGNMENT = 16
# A zip holds no time zone and no year before this one; a fixed date keeps the file the same.
DATE = (1980, 1, 1, 0, 0, 0)
# Of a zip's entry: what stands before its name, and before what an extra field holds.
FILE_HEAD = 30
EXTRA_HEAD = 4
NO_KIND = 0xFFFF


def main() -> int:
    """Make the bundle and say how large it came out; 1 after a sentence where it cannot be made."""
    try:
        fetch_packages()
    except (BuildRefusedError, CalledProcessError) as fault:
        print(f"The models could not be fetched: {fault}", file=sys.stderr)
        return 1
    make_bundle(SOURCE, POSE_BUNDLE)
    print(f"{POSE_BUNDLE.name}: {POSE_BUNDLE.stat().st_size:,} bytes")
    return 0


def make_bundle(source: Path, bundle: Path) -> None:
    """Write the two models of `source` into `bundle`, the same bytes each time."""
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as file:
        for name, (packed, mean, deviation) in PARTS.items():
            model = with_note((source / packed).read_bytes(), _note(mean, deviation))
            entry = zipfile.ZipInfo(name, DATE)
            # MediaPipe reads the models in place, so each begins where its weights are aligned.
            before = file.start_dir + FILE_HEAD + len(name)
            entry.extra = _nothing(-before % ALIGNMENT)
            file.writestr(entry, model)


def with_note(model: bytes, note: bytes) -> bytes:
    """Give a TensorFlow Lite model with `note` as its metadata, and otherwise unchanged."""
    whole = models.ModelT.InitFromObj(models.Model.GetRootAsModel(model, 0))
    whole.buffers = [_Aligned(buffer.data) for buffer in whole.buffers]
    whole.buffers.append(_Aligned(note))
    entry = models.MetadataT()
    entry.name = NOTE_NAME
    entry.buffer = len(whole.buffers) - 1
    whole.metadata = [*(whole.metadata or ()), entry]
    builder = flatbuffers.Builder(len(model) + len(note))
    builder.Finish(whole.Pack(builder), b"TFL3")
    return bytes(builder.Output())


class _Aligned(models.BufferT):  # type: ignore[misc] # made by a machine, without types
    """One tensor's numbers, or a note, that begin at a multiple of ALIGNMENT."""

    def __init__(self, data: bytes | NDArray[np.uint8] | None) -> None:
        super().__init__()
        self.data = data

    def Pack(self, builder: flatbuffers.Builder) -> int:  # noqa: N802 - flatbuffers names it
        if self.data is not None:
            builder.Prep(ALIGNMENT, len(self.data))
        return int(super().Pack(builder))


def _note(mean: float, deviation: float) -> bytes:
    """Say that the one input is a colour picture, and how its numbers are normalised."""
    scale = notes.NormalizationOptionsT()
    scale.mean, scale.std = [mean], [deviation]
    unit = notes.ProcessUnitT()
    unit.optionsType = notes.ProcessUnitOptions.NormalizationOptions
    unit.options = scale
    picture = notes.ImagePropertiesT()
    picture.colorSpace = notes.ColorSpaceType.RGB
    content = notes.ContentT()
    content.contentPropertiesType = notes.ContentProperties.ImageProperties
    content.contentProperties = picture
    tensor = notes.TensorMetadataT()
    tensor.name, tensor.content, tensor.processUnits = "image", content, [unit]
    graph = notes.SubGraphMetadataT()
    graph.inputTensorMetadata = [tensor]
    model = notes.ModelMetadataT()
    model.name, model.subgraphMetadata, model.minParserVersion = "pose", [graph], "1.0.0"
    builder = flatbuffers.Builder(0)
    builder.Finish(model.Pack(builder), b"M001")
    return bytes(builder.Output())


def _nothing(length: int) -> bytes:
    """Give an empty extra field of a zip's entry, `length` bytes or ALIGNMENT more."""
    if length == 0:
        return b""
    if length < EXTRA_HEAD:
        length += ALIGNMENT
    return struct.pack("<HH", NO_KIND, length - EXTRA_HEAD) + bytes(length - EXTRA_HEAD)


if __name__ == "__main__":
    sys.exit(main())
