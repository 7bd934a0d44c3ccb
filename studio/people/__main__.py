"""Makes the people: `python -m studio.people [FOLDER]`, run by `script/assets people`.

FOLDER keeps what Anny made, or gives it back; without it Anny makes the bodies anew.
"""

import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from studio.packages import fetch_packages
from studio.people.body_file import write_body
from studio.people.figures import FIGURES
from studio.people.glb import write_glb
from studio.people.person import MATERIALS, Person, put_together
from studio.people.rest import ANNY, ANNY_VERSION, rests
from studio.people.squeeze import squeezed

ROOT = Path(__file__).parents[2]
GLB_FOLDER = ROOT / "frontend/src/stage/people"
BODY_FOLDER = ROOT / "src/supine/library/figures"
# At most so many triangles; what is locked, as hems and strands are, does not count against it.
TRIANGLES = {"skin": 8200, "top": 2400, "bottom": 1700, "hair": 3000, "eyes": 620}


def main() -> int:
    """Make both people and say how large they came out; 1 without Anny."""
    kept_in = Path(sys.argv[1]) if sys.argv[1:] else None
    try:
        installed = version(ANNY)
    except PackageNotFoundError:
        installed = "not installed"
    if installed != ANNY_VERSION:
        print(
            f"People need {ANNY} {ANNY_VERSION}; here it is {installed}. Run: script/setup studio",
            file=sys.stderr,
        )
        return 1
    fetch_packages()
    GLB_FOLDER.mkdir(parents=True, exist_ok=True)
    for name, rest in rests(kept_in).items():
        print(f"{name}: {written(name, put_together(rest, FIGURES[name]))}")
    return 0


def written(name: str, person: Person) -> str:
    """Write one person's two files; say what they weigh."""
    glb = GLB_FOLDER / f"{name}.glb"
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.glb"
        write_glb(raw, person.joints, person.parts, MATERIALS)
        squeezed(raw, glb, TRIANGLES)
    write_body(BODY_FOLDER / name / "body.json", person.places, person.points, person.samples)
    return f"{glb.stat().st_size / 1000:.0f} kB, {len(person.points)} points"


if __name__ == "__main__":
    sys.exit(main())
