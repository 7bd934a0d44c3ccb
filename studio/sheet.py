"""Draws every movement's key poses from three sides, to be looked at: `script/assets sheet`.

It makes docs/pictures/movements-FIGURE.png: a row for each pose, a column for each camera.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from studio.stills import ROOT, drawing_page, key_poses, picture
from supine.body import clips
from supine.library import shipped_library

FOLDER = ROOT / "docs/pictures"
VIEWS = ("card", "side", "feet", "above")
TILE = (320, 240)
COLUMNS = 2
GROUND = "#f6f2ea"
INK = "#5c6660"
COLOURS = 160


def main() -> None:
    """Draw one sheet for each person."""
    library = shipped_library()
    with drawing_page() as page:
        for figure in library.figures:
            rows: list[tuple[str, list[Image.Image]]] = []
            for movement in library.movements.values():
                position = library.positions[movement.card.position]
                poses = key_poses(movement, clips(movement, position, library.figures[figure]))
                for key, pose in poses.items():
                    drawn = [
                        picture(page, movement.id, figure, pose, view=view, width=TILE[0] * 2)
                        for view in VIEWS
                    ]
                    rows.append((f"{movement.id}: {key}", drawn))
            keep(rows, FOLDER / f"movements-{figure}.png")


def keep(rows: list[tuple[str, list[Image.Image]]], path: Path) -> None:
    """Put the rows on one sheet, in two columns, each with its name."""
    width, height = TILE
    down = -(-len(rows) // COLUMNS)
    block = width * len(VIEWS)
    sheet = Image.new("RGB", (block * COLUMNS, height * down), GROUND)
    pen = ImageDraw.Draw(sheet)
    for index, (name, drawn) in enumerate(rows):
        left, top = (index // down) * block, (index % down) * height
        for place, tile in enumerate(drawn):
            small = tile.convert("RGBA").resize(TILE, Image.Resampling.LANCZOS)
            sheet.paste(small, (left + place * width, top), small)
        pen.text((left + 8, top + 6), name, fill=INK)
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}: {len(rows)} poses, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
