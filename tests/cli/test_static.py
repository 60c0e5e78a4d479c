"""After an upgrade the new style sheets are served, not those that were collected before."""

import os
from pathlib import Path

from madang.cli.site import _is_static_stale


def test_what_pages_load_is_collected_again_when_it_changed(tmp_path: Path) -> None:
    own, collected = tmp_path / "own", tmp_path / "collected"
    own.mkdir()
    collected.mkdir()
    sheet, manifest = own / "tokens.css", collected / "staticfiles.json"
    sheet.write_text("a")
    assert _is_static_stale(collected, own) is True
    manifest.write_text("{}")
    os.utime(sheet, (1_000, 1_000))
    os.utime(manifest, (2_000, 2_000))
    assert _is_static_stale(collected, own) is False
    os.utime(sheet, (3_000, 3_000))
    assert _is_static_stale(collected, own) is True
