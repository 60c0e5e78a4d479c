"""`python -m madang` is the `madang` command."""

import sys

from madang.cli import main

sys.exit(main())
