"""`madang demo` and `madang serve`: the site with its database, its worker and its clock, in one command."""

import argparse
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from madang.cli import CommandError


def set_up() -> None:
    """Start Django once, before any model is imported. Raises `CommandError` where the site is not installed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madang.site.settings")
    try:
        import django
    except ModuleNotFoundError as error:
        message = "the site is not installed: pip install madang[web]"
        raise CommandError(message) from error

    django.setup()


def prepare_database() -> None:
    """Create or migrate the database and the table of the cache."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of the site."""
    demo = subparsers.add_parser(
        "demo",
        help="a believable event in a fresh database",
        description="Load the demonstration: made-up organisations, answers, matches and a certified plan.",
        epilog="Example: madang demo --size small --seed 7",
    )
    demo.add_argument("--size", choices=["small", "lounge", "large"], default="lounge")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument(
        "--if-empty",
        action="store_true",
        help="do nothing if there is an event already",
    )
    demo.add_argument("--quiet", action="store_true")
    demo.set_defaults(run=run_demo)
    serve = subparsers.add_parser(
        "serve",
        help="the site and its background worker, one command",
        description="Serve the site with its background worker and its clock. Ctrl-C ends all of them.",
        epilog="Example: madang serve --port 8000 --workers 1",
    )
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=1)
    serve.add_argument("--quiet", action="store_true")
    serve.set_defaults(run=run_serve)


def run_demo(options: argparse.Namespace) -> int:
    """Build the demonstration; 2 if the database has events already."""
    set_up()
    if _has_events():
        prepare_database()
        if options.if_empty:
            return 0
        sys.stderr.write(
            "madang demo: the database has an event already; set MADANG_HOME to an empty folder\n"
        )
        return 2
    with _warming() as wait, _rarely_tidied():
        _collect_static()
        prepare_database()
        from madang.demo.build import build

        build(
            size=options.size,
            seed=options.seed,
            say=_nothing if options.quiet else _line,
            until_ready=wait,
        )
    return 0


@contextmanager
def _warming() -> Iterator[Callable[[], None]]:
    """Compile the engine's kernels while the tables are made and organisations answer; yields how to wait for them.

    Two processes, because the compiler uses one core each.
    """
    halves = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", f"from madang.engine.warming import {run}; {run}()"]
        )
        for run in ("run_search_kernels", "run_other_kernels")
    ]

    def wait() -> None:
        for half in halves:
            half.wait()

    try:
        yield wait
    finally:
        wait()


@contextmanager
def _rarely_tidied() -> Iterator[None]:
    """Look for garbage seldom: the demonstration makes rows by the ten thousand, and an eighth of its time went into looking."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _has_events() -> bool:
    """Tell whether the database has an event; one without tables has none."""
    from django.db import DatabaseError

    from madang.site.events.models import Event

    try:
        return Event.objects.exists()
    except DatabaseError:
        return False


def _nothing(_text: str) -> None:
    """Say nothing."""


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextmanager
def _beside(*commands: list[str]) -> Iterator[None]:
    """Run other processes of the site as long as the block runs, and end them after it."""
    python = [sys.executable, "-m", "django"]
    children = [subprocess.Popen([*python, *command]) for command in commands]  # noqa: S603
    try:
        yield
    finally:
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()


def _collect_static() -> None:
    """Collect what pages load, if something of it is new."""
    from django.conf import settings
    from django.core.management import call_command

    if _is_static_stale(Path(settings.STATIC_ROOT), settings.BASE_DIR / "static"):
        call_command("collectstatic", verbosity=0, interactive=False)


def _is_static_stale(collected: Path, own: Path) -> bool:
    """Tell whether a file that pages load is newer than what was collected, as after an upgrade."""
    manifest = collected / "staticfiles.json"
    if not manifest.exists():
        return True
    since = manifest.stat().st_mtime
    return any(each.stat().st_mtime > since for each in own.rglob("*"))


def run_serve(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    os.environ.setdefault("MADANG_SITE_URL", f"http://{options.host}:{options.port}")
    set_up()
    prepare_database()
    from granian.constants import Interfaces
    from granian.server import Server as Granian

    _collect_static()
    if not options.quiet:
        _greet(options)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with _beside(["db_worker", "--interval", "0.5"], ["clock"]):
        Granian(
            "madang.site.wsgi:application",
            address=options.host,
            port=options.port,
            interface=Interfaces.WSGI,
            workers=options.workers,
            blocking_threads=4,
            log_enabled=False,
        ).serve()
    return 0


def _greet(options: argparse.Namespace) -> None:
    from django.conf import settings

    _line(f"Madang is at http://{options.host}:{options.port}")
    if settings.DEMONSTRATION:
        from madang.site.meetings.queries.front import DOORS

        _line(
            "Demonstration log-ins (one click on the front page, or a code that stays in the outbox):"
        )
        for role, address in DOORS.items():
            _line(f"  {role:<12} {address}")
    _line("Ctrl-C ends it.")
