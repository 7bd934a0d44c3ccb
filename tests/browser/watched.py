"""What no page may do, seen from outside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Watched:
    """What a context did that it never should: requests to others, faults, blocked content."""

    address: str
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self._look_at(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _look_at(self, address: str) -> None:
        if not address.startswith((self.address, "data:", "blob:", "about:")):
            self.elsewhere.append(address)

    def assert_clean(self) -> None:
        """See that there was nothing of it."""
        assert self.elsewhere == []
        assert self.faults == []
