"""Addresses in which the browser puts the id of a session, since it makes that id."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

SOME_SESSION = UUID(int=0)


def address_of_session(name: str) -> str:
    """Give the address of a page or endpoint, with SESSION where the id goes."""
    return reverse(name, args=[SOME_SESSION]).replace(str(SOME_SESSION), "SESSION")
