"""The environment of the tests, set before the settings are read: plain static files and a home of their own."""

import os
import tempfile

os.environ.setdefault("MADANG_STATIC", "plain")
os.environ.setdefault("MADANG_HOME", tempfile.mkdtemp(prefix="madang-test-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
