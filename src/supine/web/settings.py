"""Django's settings: one machine, one person, one SQLite file, no requests to anyone else.

Reading this module touches no file but the secret key; the start-up (`serving`) makes what it needs
before Django reads this.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from platformdirs import user_data_path

from supine.web.data_folder import CLIPS_NAME, LIBRARY_NAME
from supine.web.local_zone import local_zone

DATA_FOLDER = Path(os.environ.get("SUPINE_DATA") or user_data_path("supine", appauthor=False))
DATABASE_FILE = DATA_FOLDER / "diary.sqlite3"
BUILT_FOLDER = Path(__file__).parent / "built"
# Rendered sound: can be made again, so it stays out of backups of the diary.
TRACKS_FOLDER = DATA_FOLDER / "tracks"
# The person's own cards, laid out as those that come with Supine.
LIBRARY_FOLDER = DATA_FOLDER / LIBRARY_NAME
# Clips of the words on them; like the tracks, they can be made again.
CLIPS_FOLDER = DATA_FOLDER / CLIPS_NAME

# A run without the file (tests, checks) gets a key that lives as long as the process.
_key_file = DATA_FOLDER / "secret.key"
SECRET_KEY = (
    _key_file.read_text(encoding="ascii") if _key_file.is_file() else get_random_secret_key()
)

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = ["csp", "supine.diary", "supine.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "supine.web.middleware.PlainFaults",
    "supine.web.middleware.WarningSignsFirst",
]
ROOT_URLCONF = "supine.web.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATABASE_FILE,
        "OPTIONS": {
            # A deferred transaction that turns to writing fails at once when another writes;
            # an immediate one waits for its turn.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL, since a confirmed event must outlive a power cut, and we write seldom.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = local_zone(os.environ)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, "'wasm-unsafe-eval'"],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Cookies know no ports: another app on this machine must not overwrite ours.
CSRF_COOKIE_NAME = "supine_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "supine.web.views.refusals.csrf_failure"

# One batch of a session's events is a few kilobytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

LOGGING_CONFIG = None
