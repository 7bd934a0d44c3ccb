"""Build the front end before hatchling packs the wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling hides its config type
    """Calls frontend/build.py, which returns at once when nothing changed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build; an sdist carries the sources instead."""
        if self.target_name != "wheel":
            return
        program = Path(self.root) / "frontend" / "build.py"
        subprocess.run([sys.executable, str(program)], check=True)  # noqa: S603 - our own program
