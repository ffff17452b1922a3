"""The site's settings with a data folder of their own: tests never see the data of an installation."""

import os
import tempfile
from pathlib import Path

DATA = tempfile.TemporaryDirectory(prefix="luoshi-test-")
os.environ["LUOSHI_DATA"] = DATA.name
# gongwen as its sources stand; its compiled twins have a test of their own.
os.environ["GONGWEN_PURE"] = "1"
(Path(DATA.name) / "static").mkdir()

from luoshi.config.settings import *  # noqa: E402, F403
from luoshi.config.settings import DATABASES  # noqa: E402

# A file, as in an installation: SQLite in memory locks differently when several people work at once.
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": Path(DATA.name) / "test.sqlite3"}
# Else every test client lists the static files anew, a fifth of the time of a page.
WHITENOISE_AUTOREFRESH = True
# The real one takes half a second a password.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
