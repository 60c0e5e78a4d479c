"""Paper: agendas and table signs as PDF. People's words go in as data and are never read as markup."""

import json
from pathlib import Path
from typing import Any

import typst

PRINT_DIR = Path(__file__).resolve().parents[2] / "print"
PDF_TYPE = "application/pdf"


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """Return a PDF made from site/print/<template>.typ and plain values. Only the project's own fonts are used."""
    made = typst.compile(
        PRINT_DIR / f"{template}.typ",
        root=PRINT_DIR,
        font_paths=[PRINT_DIR / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
    )
    return bytes(made)
