"""Makes a GLB small with the studio's own Node packages (`studio/package.json`)."""

import json
from collections.abc import Mapping
from pathlib import Path

from studio.packages import run_node

SQUEEZE = Path(__file__).with_name("squeeze.mjs")


def squeezed(raw: Path, squeezed_to: Path, triangles: Mapping[str, int]) -> None:
    """Write `raw` simplified and compressed; `triangles`: at most so many for each material."""
    wanted = json.dumps(dict(triangles))
    run_node([str(SQUEEZE), str(raw), str(squeezed_to), wanted])
