"""The forms of an import: the file, and how its sheets and columns are to be read."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.survey.reading.cells import text_of
from madang.site.survey.reading.columns import HALF, Layout
from madang.site.survey.reading.words import COLUMNS
from madang.site.survey.reading.workbook import MOST_BYTES, column_letter

KINDS: dict[str, str | Promise] = {
    "survey": gettext_lazy("Answers to the survey"),
    "rooms": gettext_lazy("Tables and suites"),
    "interpreters": gettext_lazy("Interpreters"),
    "": gettext_lazy("Leave out"),
}
LABELS: dict[str, str | Promise] = {
    "number": gettext_lazy("Running number"),
    "name": gettext_lazy("Organisation"),
    "name_local": gettext_lazy("Name in its own script"),
    "kind": gettext_lazy("Kind of organisation"),
    "country": gettext_lazy("Country"),
    "website": gettext_lazy("Website"),
    "about": gettext_lazy("Who they are"),
    "objectives": gettext_lazy("What success would be"),
    "delegates": gettext_lazy("Number of delegates"),
    "role": gettext_lazy("Roles of delegates"),
    "email": gettext_lazy("E-mail of contact"),
    "contact": gettext_lazy("Name of contact"),
    "phone": gettext_lazy("Telephone"),
    "field": gettext_lazy("Fields"),
    "offer": gettext_lazy("What they offer"),
    "seek": gettext_lazy("What they seek"),
    "deal": gettext_lazy("Kind of deal"),
    "stage": gettext_lazy("Stage"),
    "modality": gettext_lazy("Modality"),
    "partner_type": gettext_lazy("Kind of partner"),
    "countries": gettext_lazy("Countries of interest"),
    "language": gettext_lazy("Languages"),
    "interpreter": gettext_lazy("Interpreter needed"),
    "most": gettext_lazy("Most meetings"),
    "consent": gettext_lazy("Consent"),
    "wish": gettext_lazy("Wishes to meet"),
    "never": gettext_lazy("Never to meet"),
    "priority": gettext_lazy("Priority"),
    "confidential": gettext_lazy("Confidential"),
    "place": gettext_lazy("Name of the place"),
    "zone": gettext_lazy("Zone"),
    "hall": gettext_lazy("Hall"),
    "code": gettext_lazy("Sign"),
    "seats": gettext_lazy("Seats"),
    "owner": gettext_lazy("Owner"),
    "pair": gettext_lazy("Languages"),
    "available": gettext_lazy("When available"),
    HALF: gettext_lazy("There in this half-day"),
}
# The same word means another thing on the sheet of interpreters.
INTERPRETER_LABEL = gettext_lazy("Name of the interpreter")


class FileForm(forms.Form):
    """A workbook or a table."""

    file = forms.FileField(
        label=gettext_lazy("Workbook or table"),
        help_text=gettext_lazy(
            "An .xlsx workbook or a .csv table of at most 10 MB. Nothing is imported before you have seen how it is understood."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        return file


class SheetForm(forms.Form):
    """How one sheet is read: what it is, where its header stands, and what each column holds."""

    kind = forms.ChoiceField(
        label=gettext_lazy("This sheet holds"),
        choices=list(KINDS.items()),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    header = forms.IntegerField(
        label=gettext_lazy("Row of the header"),
        min_value=1,
        max_value=20_000,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "required": gettext_lazy("Write the number of the row, such as 4.")
        },
    )

    def __init__(self, *args: Any, layout: Layout, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.layout = layout
        self.fields["kind"].initial = layout.kind
        self.fields["header"].initial = layout.header_row + 1
        for index, header in layout.headers.items():
            letter = column_letter(index)
            field = forms.ChoiceField(
                label=f"{letter}: {header}" if header else letter,
                required=False,
                widget=forms.Select(attrs={"class": "input"}),
            )
            field.choices = self._choices(index)
            field.initial = layout.columns.get(index, "")
            self.fields[f"column_{letter}"] = field

    def _choices(self, index: int) -> list[tuple[str, str | Promise]]:
        known = list(COLUMNS.get(self.layout.kind, {}))
        if index in self.layout.halves:
            known.append(HALF)
        labels = LABELS | (
            {"interpreter": INTERPRETER_LABEL}
            if self.layout.kind == "interpreters"
            else {}
        )
        return [("", _("Leave out")), *((each, labels[each]) for each in known)]

    def columns(self) -> list[tuple[str, str, forms.BoundField]]:
        """Return each column with its letter, the first cell under the header, and its field."""
        rows = self.layout.sheet.rows[self.layout.first_row : self.layout.first_row + 1]
        first = dict(enumerate(rows[0])) if rows else {}
        letters = {index: column_letter(index) for index in self.layout.headers}
        return [
            (letter, text_of(first.get(index))[:60], self[f"column_{letter}"])
            for index, letter in letters.items()
        ]

    def mapping(self) -> dict[str, Any]:
        """Return what was said, in the stored form; call on a valid form."""
        clean = self.cleaned_data
        same = (clean["kind"], clean["header"]) == (
            self.layout.kind,
            self.layout.header_row + 1,
        )
        columns = {
            name.removeprefix("column_"): value
            for name, value in clean.items()
            if name.startswith("column_")
        }
        # Of another kind or another header, the columns are recognised anew.
        return {
            "kind": clean["kind"],
            "header": clean["header"],
            "columns": columns if same else {},
        }
