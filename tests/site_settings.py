"""The site's settings with a data folder of their own: tests never see the data of an installation."""

import os
import tempfile

DATA = tempfile.TemporaryDirectory(prefix="luoshi-test-")
os.environ["LUOSHI_DATA"] = DATA.name

from luoshi.config.settings import *  # noqa: E402, F403

# The real one takes half a second a password.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
