"""Sound files that were made here -> samples."""

from pathlib import Path

import av
import numpy as np

from supine.voice.samples import SAMPLE_RATE, Samples

INT16_FULL_SCALE = 32_768


def decode(path: Path) -> Samples:
    """The sound of a file that `encode` made: one channel at SAMPLE_RATE.

    What the encoder put in front to get going is left out, as the file asks for,
    so sample 0 is the moment 0 of what was encoded.
    """
    blocks = [np.zeros(0, np.float32)]
    with av.open(str(path)) as file:
        for frame in file.decode(audio=0):
            block = frame.to_ndarray()[0]
            if block.dtype == np.int16:
                block = block / np.float32(INT16_FULL_SCALE)
            # Opus always decodes at 48 kHz. Encoded at 24 kHz it holds nothing above 12 kHz,
            # so every second sample is the whole of it.
            blocks.append(block[:: frame.sample_rate // SAMPLE_RATE].astype(np.float32))
    return np.concatenate(blocks)
