"""Workbooks that tests read, and write anew."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

Sheets = dict[str, list[list[Any]]]


def sheets_of(content: bytes) -> Sheets:
    """Return the rows of each sheet, headings among them."""
    book = openpyxl.load_workbook(BytesIO(content))
    return {
        sheet.title: [
            [None if cell == "" else cell for cell in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a workbook after `change` was done to it as openpyxl sees it."""
    book = openpyxl.load_workbook(BytesIO(content))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def give(client: Client, address: str, content: bytes, name: str = "a.xlsx") -> Any:
    """Upload a file and return the preview."""
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def take(client: Client, address: str, content: bytes, name: str = "a.xlsx") -> Any:
    """Upload a file and take it in; return the answer to that, or the preview that offers nothing."""
    preview = give(client, address, content, name)
    token = re.search(r'name="token" value="([^"]+)"', preview.content.decode())
    return client.post(address, {"token": token[1]}) if token else preview


def faults_of(preview: Any) -> list[tuple[str, int, str, str]]:
    """Return sheet, row, column and what was expected of each fault on a preview."""
    outcome = preview.context["outcome"]
    return [(each.sheet, each.row, each.column, each.expected) for each in outcome.faults]  # fmt: skip
