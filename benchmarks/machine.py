"""The machine that figures are measured on."""

import platform
from pathlib import Path


def processor() -> str:
    """Return the name of the processor as the system gives it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    names = [
        line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")
    ]
    return names[0] if names else platform.processor() or platform.machine()
