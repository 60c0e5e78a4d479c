"""The environment of the tests, set before the settings are read: plain static files and a home of their own."""

import os
import tempfile

os.environ.setdefault("MADANG_STATIC", "plain")
os.environ.setdefault("MADANG_HOME", tempfile.mkdtemp(prefix="madang-test-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# MADANG_TEST_DATABASE=postgresql runs the same tests on a real PostgreSQL.
if os.environ.get("MADANG_TEST_DATABASE") == "postgresql":
    from tests import postgresql

    os.environ["MADANG_DATABASE_URL"] = postgresql.start()
