"""The count in the corner of an annotated video: how many, and how many of which side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from supine.footage.colours import GROUND, INK, LEFT, QUIET, RIGHT, Colour
from supine.footage.video import Picture

OPACITY = 0.78
# Sizes as shares of the picture's shorter side.
BIG, SMALL, EDGE = 1 / 6, 1 / 22, 1 / 40


@dataclass(frozen=True, slots=True)
class Caption:
    """What the corner says. counted: by side; lit: the number's colour just after a repetition."""

    title: str
    counted: tuple[tuple[str | None, int], ...] = ()
    lit: Colour | None = None
    nobody: bool = False

    @property
    def total(self) -> int:
        """All repetitions, of whatever side."""
        return sum(count for _, count in self.counted)


class Lettering:
    """Writes a panel into the upper left corner. size: of the picture, in pixels."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Load the letters; they come with the extra `footage`, by way of matplotlib."""
        from matplotlib.font_manager import findfont  # noqa: PLC0415
        from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

        short = min(size)
        self._image, self._draw = Image, ImageDraw
        self._big = ImageFont.truetype(findfont("DejaVu Sans:bold"), max(12, round(short * BIG)))
        self._small = ImageFont.truetype(findfont("DejaVu Sans"), max(9, round(short * SMALL)))
        self._edge = max(4, round(short * EDGE))
        # Most pictures show the same panel as the one before.
        self._panel = lru_cache(maxsize=8)(self._made)

    def write(self, picture: Picture, caption: Caption) -> None:
        """Write into `picture`."""
        panel = self._panel(caption)
        high = min(panel.shape[0], picture.shape[0] - self._edge)
        wide = min(panel.shape[1], picture.shape[1] - self._edge)
        place = picture[self._edge :, self._edge :][:high, :wide]
        part = panel[:high, :wide].astype(np.float32)
        share = part[..., 3:] / 255
        place[:] = np.round(place * (1 - share) + part[..., :3] * share).astype(np.uint8)

    def _made(self, caption: Caption) -> Picture:
        """Draw a panel: (height, width, 4), RGB and how much it covers."""
        lines = _lines(caption)
        step = round(self._small.size * 1.45)
        longest = max(sum(self._small.getlength(text) for text, _ in line) for line in lines)
        number = str(caption.total)
        wide = round(max(longest, self._big.getlength(number))) + 2 * self._edge
        tall = round(self._big.size * 1.05)
        high = tall + step * len(lines) + round(1.5 * self._edge)
        image = self._image.new("RGBA", (wide, high))
        draw = self._draw.Draw(image)
        ground = (*GROUND, round(255 * OPACITY))
        draw.rounded_rectangle((0, 0, wide - 1, high - 1), radius=self._edge, fill=ground)
        middle = (self._edge + tall) // 2
        draw.text((self._edge, middle), number, caption.lit or INK, self._big, anchor="lm")
        for place, line in enumerate(lines):
            along = float(self._edge)
            for text, colour in line:
                draw.text((along, tall + step * (place + 0.6)), text, colour, self._small, "lm")
                along += self._small.getlength(text)
        return np.asarray(image)


def _lines(caption: Caption) -> list[list[tuple[str, Colour]]]:
    """Give what stands below the number: lines of texts with their colours."""
    sides = [(f"{side} {count}   ", side) for side, count in caption.counted if side]
    lines = [[(caption.title, QUIET)]]
    if sides:
        lines.append([(text, LEFT if side == "left" else RIGHT) for text, side in sides])
    if caption.nobody:
        lines.append([("nobody to be seen", QUIET)])
    return lines
