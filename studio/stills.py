"""Draws pictures of every movement's key poses with the page's own stage: `script/assets stills`.

`script/assets stills MOVEMENT...` draws only those named; without names, those whose pose, props or
people changed since their pictures were drawn.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from supine.body import Clip, clips
from supine.body.props import placed_props
from supine.library import Library, Movement, Sides, shipped_library
from tests.browser.conftest import WITH_WEBGL, Server, free_port, running_chromium
from tests.browser.visitor import answer_first_questions

ROOT = Path(__file__).parents[1]
MOVEMENTS = ROOT / "src/supine/library/movements"
PEOPLE = ROOT / "frontend/src/stage/people"
WIDTHS = (320, 800)
REMEDY = "script/assets stills"
MILLIMETRES = 1000
DRAW = """([scene, view]) => {
  const { stage } = document.querySelector("#stage");
  stage.view(view);
  stage.show(scene);
  return stage.canvas.toDataURL("image/png");
}"""

Key = tuple[str | None, str | None]
Solved = Mapping[str, tuple[Clip, ...]]


def main(names: list[str]) -> int:
    """Draw what is asked for; 0 when all is drawn, 1 after a sentence on what is unknown."""
    library = shipped_library()
    unknown = [name for name in names if name not in library.movements]
    if unknown:
        known = ", ".join(library.movements)
        print(f"There is no movement {unknown[0]!r}. There are: {known}", file=sys.stderr)
        return 1
    wanted = names or [name for name in library.movements if is_stale(library, name)]
    if not wanted:
        print("All pictures show what the cards say.")
        return 0
    with drawing_page() as page:
        for name in wanted:
            draw(page, library, library.movements[name])
    return 0


@contextmanager
def drawing_page() -> Iterator[Page]:
    """Give a page of a fresh Supine in which the stage draws in software."""
    with running_chromium(*WITH_WEBGL) as browser, tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", free_port())
        server.start()
        try:
            page = browser.new_page(base_url=server.address)
            answer_first_questions(page)
            yield page
        finally:
            server.stop()


def key_poses(movement: Movement, made: tuple[Clip, ...]) -> dict[str, Key]:
    """Give the poses worth a picture by name: each with its step (None: the start) and its side.

    made: the movement's clips on any figure; they tell whether both sides start alike.
    """
    sided = movement.card.sides is not Sides.NONE
    sides: tuple[str | None, ...] = ("left", "right") if sided else (None,)
    starts = [np.round(clip.joints(None, 0.0), 3) for clip in made if clip.side in sides]
    alike = all(np.array_equal(start, starts[0]) for start in starts)
    steps = [step.name for step in movement.card.rep if step.to not in ("start", "stay")]
    poses: dict[str, Key] = {}
    if alike:
        poses["start"] = (None, sides[0])
    else:
        poses |= {f"start-{side}": (None, side) for side in sides}
    for step in steps:
        for side in sides:
            poses[f"{step}-{side}" if side else step] = (step, side)
    return poses


def fingerprint(library: Library, name: str, solved: Solved | None = None) -> str:
    """Hash what the pictures of a movement show: poses in millimetres, props, view and people.

    solved: the movement's clips by figure, where they are known already.
    """
    digest = hashlib.sha256()
    movement = library.movements[name]
    position = library.positions[movement.card.position]
    for figure in sorted(library.figures):
        known = solved.get(figure) if solved else None
        made = known or clips(movement, position, library.figures[figure])
        widest = {clip.side: clip for clip in made if clip.range_share == _most(made)}
        props = placed_props(library, movement.card, position.card, made[0])
        scene = {"view": movement.card.view, "props": props}
        digest.update(json.dumps([name, figure, scene], sort_keys=True).encode())
        for key, (step, side) in key_poses(movement, made).items():
            joints = np.rint(widest[side].joints(step, 1.0) * MILLIMETRES).astype("<i4")
            digest.update(key.encode() + joints.tobytes())
        digest.update((PEOPLE / f"{figure}.glb").read_bytes())
    return digest.hexdigest()


def is_stale(library: Library, name: str, solved: Solved | None = None) -> bool:
    """Tell whether a movement has no pictures, or some that show something else by now."""
    stills = library.movements[name].stills
    return stills is None or stills.card.hash != fingerprint(library, name, solved)


def draw(page: Page, library: Library, movement: Movement) -> None:
    """Draw all pictures of one movement, and list them; the old ones go when all are drawn."""
    folder = MOVEMENTS / movement.id / "stills"
    fresh = folder.with_name("stills.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    pictures: dict[str, list[str]] = {}
    position = library.positions[movement.card.position]
    for figure in library.figures:
        poses = key_poses(movement, clips(movement, position, library.figures[figure]))
        pictures[figure] = list(poses)
        pictures_of = drawn(page, movement, figure, [(pose, "card") for pose in poses.values()])
        for key, picture in zip(poses, pictures_of, strict=True):
            for width in WIDTHS:
                size = (width, round(width * picture.height / picture.width))
                scaled = picture.resize(size, Image.Resampling.LANCZOS)
                # A soft shadow is nearly all alpha: kept without loss it would be half the file.
                scaled.save(
                    fresh / f"{figure}-{key}-{width}.webp", quality=74, alpha_quality=45, method=6
                )
    listed = {
        "hash": fingerprint(library, movement.id),
        "widths": list(WIDTHS),
        "pictures": pictures,
    }
    (fresh / "stills.json").write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    weight = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{movement.id}: {sum(map(len, pictures.values()))} poses, {weight / 1000:.0f} kB")


def drawn(
    page: Page,
    movement: Movement,
    figure: str,
    wanted: Iterable[tuple[Key, str]],
    width: int = 800,
) -> Iterator[Image.Image]:
    """Draw poses, each from one view, 4 to 3, on nothing. The page is opened once for all."""
    wish = {"still": "start", "figure": figure, "width": str(width)}
    if movement.card.sides is not Sides.NONE:
        wish["side"] = "left"
    page.goto(f"/movements/{movement.id}/?{urlencode(wish)}")
    page.locator("html[data-still=ready]").wait_for(timeout=60_000)
    card = movement.card
    share = max(card.range.share(rep) for rep in range(1, card.range.over_reps + 1))
    for (step, side), view in wanted:
        pose = {
            "movement": movement.id,
            "side": side,
            "range": share,
            "step": step,
            "progress": 1,
        }
        scene = {
            "pose": pose,
            "from": None,
            "blend": 1,
            "fade": 0,
            "breath": 0,
            "side": side if step else None,
            # Of the full dose, with which everything is used.
            "equipment": list(movement.equipment_at(card.dose.reps[0])),
        }
        _, data = str(page.evaluate(DRAW, [scene, view])).split(",", 1)
        yield Image.open(io.BytesIO(base64.b64decode(data)))


def _most(made: tuple[Clip, ...]) -> float:
    return max(clip.range_share for clip in made)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
