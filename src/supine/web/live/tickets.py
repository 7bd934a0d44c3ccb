"""The ticket that opens the socket: a signed word for one session, good for a minute.

A socket carries no CSRF token, so the page first asks a view that checks one, and shows what it got
there when it knocks here.
"""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner

GOOD_FOR_SECONDS = 60
# Other signed words of this server, such as cookies, must not open the socket.
SALT = "supine.web.live"


class TicketError(ValueError):
    """A ticket that opens nothing: out of date, or not one of ours."""

    def __init__(self) -> None:
        """Say the same for both: whoever forges one learns nothing, and a page asks again."""
        super().__init__("This ticket is not valid, or no longer. Ask for a new one.")


def make_ticket(session: UUID) -> str:
    """Give a ticket for one session; it fits into an address as it is."""
    return TimestampSigner(salt=SALT).sign(session.hex)


def session_of(ticket: str) -> UUID:
    """Give the session that a ticket is for. Raises TicketError."""
    try:
        return UUID(hex=TimestampSigner(salt=SALT).unsign(ticket, max_age=GOOD_FOR_SECONDS))
    except (BadSignature, ValueError):
        raise TicketError from None
