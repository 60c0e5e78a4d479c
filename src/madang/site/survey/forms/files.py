"""A file that somebody gives to be taken in."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 2 * 1024 * 1024


class SheetFileForm(forms.Form):
    """One workbook or table."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(".xlsx or .csv, at most 2 MB and 500 rows a sheet"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(
            attrs={"class": "input", "accept": ".xlsx,.csv"}
        ),
    )

    def clean_file(self) -> object:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 2 MB. Divide it into several.")
            )
        return file
