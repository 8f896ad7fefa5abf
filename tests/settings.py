"""Settings of the tests: TSM's own, in a throw-away folder, on SQLite or on the server that `./tsm test` started."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

home = Path(tempfile.mkdtemp(prefix="tsm-tests-"))
atexit.register(shutil.rmtree, home, ignore_errors=True)

for name in [name for name in os.environ if name.startswith("TSM_") and not name.startswith("TSM_TEST_")]:
    del os.environ[name]  # What a developer's shell sets for a portal of their own says nothing about the tests.
os.environ |= {
    "TSM_HOME": str(home),
    "TSM_SECRET_KEY": "only for tests, and for nothing else at all",
    "TSM_BROKER_URL": "memory://",
    "TSM_MAIL_URL": "memorymail://",
    "TSM_SIMULATED_SECONDS": "0",
    "TSM_WORKER_PRIVATE_KEYS": str(home / "keys/worker.key"),
    "TSM_WEB_PRIVATE_KEYS": str(home / "keys/web.key"),
}
if os.environ.get("TSM_TEST_DATABASE") == "postgresql":
    os.environ["TSM_DATABASE_URL"] = os.environ["TSM_TEST_POSTGRESQL"]

from tsm_site.settings import *  # noqa: E402, F403  The lines above are what it reads.

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # The slow ones are slow on purpose.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405  From the line above.
WHITENOISE_USE_FINDERS = True  # Pages of tests get their files from where they lie; nothing is collected.
(home / "static").mkdir()
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405  From the line above.
    DATABASES["default"]["TEST"] = {"NAME": str(home / "test.sqlite3")}  # noqa: F405  In memory, threads block others.
