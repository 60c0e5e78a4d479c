"""Files to take away."""

from django.http import HttpResponse

from madang.site.core.sheets import XLSX_TYPE


def xlsx_response(body: bytes, name: str) -> HttpResponse:
    """Return a workbook as a download that nothing on the way keeps."""
    response = HttpResponse(body, content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
