"""The live socket: what a camera's page sees comes in as landmarks, what the coach says goes out.

`Live` answers `/live/`, opened with a ticket (`make_ticket`) that a page gets from a view which
checks its CSRF token; `Limits` says what it bears. `messages` reads what comes in, strictly;
`answers` writes what goes out; `sessions` keeps each set with its coach for a while, so that a
dropped connection goes on counting; `patterns` works out what a coach needs to know, in a thread;
`pace` says how fast may be sent.
"""

from supine.web.live.socket import Limits, Live
from supine.web.live.tickets import make_ticket

__all__ = ["Limits", "Live", "make_ticket"]
