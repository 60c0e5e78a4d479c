"""The clock's process: sends mail, reminds, expires requests, recovers jobs."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from madang.site.core.clock import tick


class Command(BaseCommand):
    """Run what is due, every few seconds."""

    help = "Run what happens by itself: mail, reminders, expiry, recovery of jobs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --once and --every."""
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument("--every", type=float, default=3.0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tick until stopped."""
        while True:
            tick()
            if options["once"]:
                return
            time.sleep(options["every"])
