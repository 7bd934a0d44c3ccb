"""Makes a GLB small with the studio's own Node packages (`studio/package.json`)."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from frontend.build import find_node

STUDIO = Path(__file__).parents[1]
SQUEEZE = Path(__file__).with_name("squeeze.mjs")


def fetch_packages() -> None:
    """Install what `studio/package-lock.json` pins; install scripts of others do not run."""
    node = find_node()
    _run([str(node.program), str(node.npm), "ci", "--ignore-scripts", "--loglevel=error"])


def squeezed(raw: Path, squeezed_to: Path, triangles: Mapping[str, int]) -> None:
    """Write `raw` simplified and compressed; `triangles`: at most so many for each material."""
    wanted = json.dumps(dict(triangles))
    _run([str(find_node().program), str(SQUEEZE), str(raw), str(squeezed_to), wanted])


def _run(command: list[str]) -> None:
    # npm's own children look for `node` on the path.
    path = f"{find_node().program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(  # noqa: S603 - the programs are ours, by absolute path
        command, cwd=STUDIO, env={**os.environ, "PATH": path}, stdout=sys.stderr, check=True
    )
