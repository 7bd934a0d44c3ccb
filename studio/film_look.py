"""What a small camera makes of a picture: its light, its colours, its blur and its noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

from studio.film_places import HEIGHT, WIDTH

Pixels = NDArray[np.uint8]

_FIELDS = 6
# The noise of a quiet and of a noisy camera, in steps of brightness (standard deviation).
_QUIET, _NOISY = 1.5, 6.0
# Noise is added to pictures of bytes, so that this byte stands for none.
_NONE = 128


class Sensor:
    """One camera on one day, by its seed. Every picture has its own noise."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng([seed, 7])
        light = self.chance.uniform(0.72, 1.06)
        gains = light * self.chance.uniform(0.95, 1.05, size=3)
        curve = np.clip(np.arange(256)[None] * gains[:, None], 0, 255)
        self.curve = [int(value) for value in curve.ravel()]
        self.blur = float(self.chance.choice([0.0, 0.0, 0.4, 0.7]))
        self.noise = self._grains(float(self.chance.uniform(_QUIET, _NOISY)))

    def picture(self, drawn: Image.Image) -> Pixels:
        """Give the picture (height, width, 3) that the camera delivers of what is drawn."""
        softened = drawn.convert("RGB").point(self.curve)
        if self.blur:
            softened = softened.filter(ImageFilter.BoxBlur(self.blur))
        softened = softened.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
        # One of a few pictures of noise, shifted: to draw a new one is slow.
        grain = self.noise[int(self.chance.integers(_FIELDS))]
        across, down = int(self.chance.integers(WIDTH)), int(self.chance.integers(HEIGHT))
        shifted = ImageChops.offset(grain, across, down)
        return np.asarray(ImageChops.add(softened, shifted, 1, -_NONE))

    def _grains(self, level: float) -> list[Image.Image]:
        """Give pictures of noise; most of it is of brightness, less of colour."""
        grains = []
        for _ in range(_FIELDS):
            bright = self.chance.normal(0.0, 0.85 * level, (HEIGHT, WIDTH, 1))
            colour = self.chance.normal(0.0, 0.5 * level, (HEIGHT, WIDTH, 3))
            pixels = np.clip(np.rint(bright + colour) + _NONE, 0, 255)
            grains.append(Image.fromarray(pixels.astype(np.uint8)))
        return grains
