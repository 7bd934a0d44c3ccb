"""The Node packages the studio works with: `studio/package.json`, pinned by hash in its lock."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from frontend.build import find_node

STUDIO = Path(__file__).parent
PACKAGES = STUDIO / "node_modules"


def fetch_packages() -> None:
    """Install what `studio/package-lock.json` pins; install scripts of others do not run."""
    run_node([str(find_node().npm), "ci", "--ignore-scripts", "--loglevel=error"])


def run_node(arguments: Sequence[str]) -> None:
    """Run the project's Node in `studio/`; raises CalledProcessError when it fails."""
    node = find_node()
    # npm's own children look for `node` on the path.
    path = f"{node.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(  # noqa: S603 - the programs are ours, by absolute path
        [str(node.program), *arguments],
        cwd=STUDIO,
        env={**os.environ, "PATH": path},
        stdout=sys.stderr,
        check=True,
    )
