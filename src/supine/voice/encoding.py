"""Samples -> sound files that browsers and music players play."""

import errno
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import av
import numpy as np

from supine.voice.samples import SAMPLE_RATE, Samples


@dataclass(frozen=True)
class Container:
    """How one kind of file is made. Every kind keeps the voice's own rate of SAMPLE_RATE."""

    muxer: str
    codec: str
    bits_per_second: int | None = None
    codec_options: Mapping[str, str] = field(default_factory=dict)
    muxer_options: Mapping[str, str] = field(default_factory=dict)


# "audio" takes a third of the time of "voip", and at this rate keeps as much of the spectrum.
# Packets of 40 ms halve what packing costs. DTX would leave gaps that some players stumble over.
OPUS_OPTIONS = {
    "application": "audio",
    "frame_duration": "40",
    "compression_level": "6",
    "dtx": "0",
}
AAC_OPTIONS = {"aac_coder": "fast", "aac_tns": "0"}
CLIP_OPTIONS = {"application": "voip", "compression_level": "10", "dtx": "0"}

CONTAINERS: Mapping[str, Container] = {
    # One phrase, made once and decoded many times: the time to encode it does not matter.
    "clip": Container("ogg", "libopus", 32_000, CLIP_OPTIONS),
    # Cues in front let a browser skip about before it has read to the end.
    "webm": Container("webm", "libopus", 32_000, OPUS_OPTIONS, {"cues_to_front": "1"}),
    "ogg": Container("ogg", "libopus", 32_000, OPUS_OPTIONS),
    # The thorough search would save a fifth of the room, but takes three times as long.
    "mp4": Container("mp4", "aac", 36_000, AAC_OPTIONS, {"movflags": "faststart"}),
    # The mean rate is kept, not the rate of each moment, so silence takes little room.
    "mp3": Container("mp3", "libmp3lame", 40_000, {"abr": "1", "compression_level": "7"}),
    "wav": Container("wav", "pcm_s16le"),
}

ENDINGS: Mapping[str, str] = {
    ".webm": "webm",
    ".opus": "ogg",
    ".ogg": "ogg",
    ".m4a": "mp4",
    ".mp4": "mp4",
    ".mp3": "mp3",
    ".wav": "wav",
}

FAULTS: Mapping[int | None, str] = {
    errno.ENOSPC: "the disk is full. Free some space and try again",
    errno.EDQUOT: "the disk is full. Free some space and try again",
    errno.EFBIG: "the disk takes no file of this size. Choose another folder",
    errno.EACCES: "writing there is not allowed. Choose another folder, or allow writing to it",
    errno.EPERM: "writing there is not allowed. Choose another folder, or allow writing to it",
    errno.EROFS: "that disk can only be read. Choose another folder",
    errno.ENOENT: "the folder does not exist. Create it, or choose another",
    errno.ENOTDIR: "the folder does not exist. Create it, or choose another",
    errno.EISDIR: "a folder of that name is there. Choose another name",
}


class UnknownContainerError(ValueError):
    """A kind of sound file that is not made here."""

    def __init__(self, wanted: str) -> None:
        endings = ", ".join(ENDINGS)
        super().__init__(f'"{wanted}" is not a kind of sound file made here. Use one of: {endings}')


class TrackError(Exception):
    """A sound file that could not be written."""

    def __init__(self, path: Path, number: int | None) -> None:
        fault = FAULTS.get(number, "it could not be written. Choose another folder and try again")
        super().__init__(f"{path}: {fault}.")


def container_for(path: Path) -> str:
    """The container that the file's ending asks for; UnknownContainerError names the endings."""
    try:
        return ENDINGS[path.suffix.lower()]
    except KeyError:
        raise UnknownContainerError(path.name) from None


def encode(samples: Samples, path: Path, container: str) -> None:
    """Write one channel at SAMPLE_RATE; the file appears whole, or not at all.

    Raises UnknownContainerError for a container not in CONTAINERS, and TrackError when the
    disk refuses.
    """
    if container not in CONTAINERS:
        raise UnknownContainerError(container)
    part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        _write(samples, part, CONTAINERS[container])
        part.replace(path)
    except (OSError, av.FFmpegError) as error:
        raise TrackError(path, error.errno) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _write(samples: Samples, path: Path, container: Container) -> None:
    # Without "bitexact" the same sound would be another file each time it is made.
    options = {"fflags": "+bitexact", **container.muxer_options}
    with av.open(str(path), "w", format=container.muxer, options=options) as file:
        stream = cast(
            "av.AudioStream",
            file.add_stream(
                container.codec, rate=SAMPLE_RATE, options=dict(container.codec_options)
            ),
        )
        stream.layout = "mono"
        if container.bits_per_second:
            stream.bit_rate = container.bits_per_second
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="fltp", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        # Without a first time stamp, MP4 notes down the wrong encoder delay.
        frame.pts = 0
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
