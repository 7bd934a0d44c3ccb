"""Starting Supine: the folder, the port, the diary, the browser, and then serving until Ctrl-C."""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys
import threading
import webbrowser
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import django
import uvicorn
from django.conf import settings
from starlette.types import ASGIApp

from supine.web.data_folder import data_folder, make_ready, make_secret_key
from supine.web.faults import OtherAddressError, PortForbiddenError, PortTakenError, StartError

HOST = "127.0.0.1"
PORT = 8707
# Names of this computer; whichever is asked for, it is served at HOST.
THIS_COMPUTER = frozenset({HOST, "localhost"})
PORTS_TO_TRY, LAST_PORT = 50, 65_536
LOG_BYTES = 1_000_000
LAST_WORDS_SECONDS = 3
SOCKET_BYTES = 8192


def serve(
    profile: str = "",
    host: str = HOST,
    port: int | None = None,
    *,
    open_browser: bool = True,
) -> int:
    """Serve until Ctrl-C. Give the exit code: 0, or 1 after saying why it could not start.

    profile: whose diary, "" for the usual one. port: None for PORT.
    """
    try:
        return _serve(profile, host, port, open_browser=open_browser)
    except StartError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


def _serve(profile: str, host: str, port: int | None, *, open_browser: bool) -> int:
    if host not in THIS_COMPUTER:
        raise OtherAddressError(host)
    folder = data_folder(profile, os.environ)
    make_ready(folder)
    _configure(folder)
    try:
        listening = _listen(PORT if port is None else port)
    except PortTakenError:
        if port is not None or not _runs_already(folder):
            raise
        _say(f"Supine is already running, at {_address(PORT)}")
        _show(_address(PORT), open_browser=open_browser)
        return 0
    with listening:
        _open_diary(folder)
        address = _address(listening.getsockname()[1])
        _say(f"Supine is at {address}\nYour diary is in {folder}\nPress Ctrl-C to stop.")
        _show(address, open_browser=open_browser)
        _run(listening)
    _say("Supine has stopped. Your diary is kept.")
    return 0


def _configure(folder: Path) -> None:
    """Point Django at the folder; only from here on can its settings be read."""
    # What is written from here on is for this user's eyes only.
    os.umask(0o077)
    make_secret_key(folder)
    os.environ["SUPINE_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "supine.web.settings"
    log = RotatingFileHandler(folder / "supine.log", maxBytes=LOG_BYTES, backupCount=1, delay=True)
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[log], level=logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(without_traceback_of_broken_text)
    django.setup()


def without_traceback_of_broken_text(record: logging.LogRecord) -> bool:
    """Take the traceback off what is logged of a message that is no UTF-8, since we made no fault.

    A logging filter: gives True, as every record is kept.
    """
    if record.exc_info and isinstance(record.exc_info[1], UnicodeDecodeError):
        record.exc_info = None
    return True


def _listen(port: int) -> socket.socket:
    """Take the port, before anything is changed. Raises PortTakenError and PortForbiddenError."""
    listening = socket.socket()
    if os.name != "nt":
        # Else a restart has to wait a minute; on Windows it would let two programs share a port.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError as fault:
        listening.close()
        if fault.errno == errno.EADDRINUSE:
            raise PortTakenError(port, _free_port_after(port)) from None
        raise PortForbiddenError(port) from None
    except OverflowError:
        listening.close()
        raise PortForbiddenError(port) from None
    return listening


def _free_port_after(port: int) -> int:
    for candidate in range(port + 1, min(port + PORTS_TO_TRY, LAST_PORT)):
        with socket.socket() as trial:
            if trial.connect_ex((HOST, candidate)) == errno.ECONNREFUSED:
                return candidate
    return PORT


def _runs_already(folder: Path) -> bool:
    from supine.web.identity import runs_already  # noqa: PLC0415 - needs the settings

    return runs_already(PORT, folder)


def _open_diary(folder: Path) -> None:
    from supine.web.opening import open_diary  # noqa: PLC0415 - needs the settings

    open_diary(settings.DATABASE_FILE, folder / "backups", datetime.now().astimezone())


def server_config(application: ASGIApp | str = "supine.web.asgi:application") -> uvicorn.Config:
    """Give what the server is told; application: itself, or where it is found once it starts."""
    return uvicorn.Config(
        application,
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LAST_WORDS_SECONDS,
        ws="websockets-sansio",
        # Twice the largest message; landmarks are noise, which compression only slows down.
        ws_max_size=SOCKET_BYTES,
        ws_per_message_deflate=False,
    )


def _run(listening: socket.socket) -> None:
    try:
        uvicorn.Server(server_config()).run(sockets=[listening])
    except KeyboardInterrupt:
        # uvicorn has shut down in order, and passes the signal on.
        return


def _show(address: str, *, open_browser: bool) -> None:
    if open_browser:
        # A browser in the terminal would hold up the server.
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()


def _address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def _say(words: str) -> None:
    # Somebody may read along through a pipe.
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
