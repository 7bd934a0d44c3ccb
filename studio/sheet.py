"""Draws every movement's key poses from two sides, to be looked at: `script/assets sheet`.

It makes docs/pictures/movements-FIGURE.png: for each pose the card's own view and another one. The
right side is left out, since it is the exact mirror of the left.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from studio.stills import ROOT, drawing_page, drawn, key_poses
from supine.body import clips
from supine.library import shipped_library

FOLDER = ROOT / "docs/pictures"
# From the side nobody sees a second side of a movement that is shown from the side already.
OTHER_VIEW = {"side": "feet"}
TILE = (256, 192)
COLUMNS = 4
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
                made = clips(movement, position, library.figures[figure])
                poses = {
                    key: pose
                    for key, pose in key_poses(movement, made).items()
                    if pose[1] != "right"
                }
                views = ("card", OTHER_VIEW.get(movement.card.view, "side"))
                wanted = [(pose, view) for pose in poses.values() for view in views]
                tiles = list(drawn(page, movement, figure, wanted, width=TILE[0] * 2))
                for place, key in enumerate(poses):
                    shown = tiles[place * len(views) : (place + 1) * len(views)]
                    rows.append((f"{movement.id}: {key.removesuffix('-left')}", shown))
            keep(rows, FOLDER / f"movements-{figure}.png")


def keep(rows: list[tuple[str, list[Image.Image]]], path: Path) -> None:
    """Put the rows on one sheet, in columns, each with its name."""
    width, height = TILE
    down = -(-len(rows) // COLUMNS)
    block = width * max(len(tiles) for _, tiles in rows)
    sheet = Image.new("RGB", (block * COLUMNS, height * down), GROUND)
    pen = ImageDraw.Draw(sheet)
    for index, (name, tiles) in enumerate(rows):
        left, top = (index // down) * block, (index % down) * height
        for place, tile in enumerate(tiles):
            small = tile.convert("RGBA").resize(TILE, Image.Resampling.LANCZOS)
            sheet.paste(small, (left + place * width, top), small)
        pen.text((left + 8, top + 6), name, fill=INK)
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}: {len(rows)} poses, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
