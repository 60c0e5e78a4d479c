"""A question of the organisers: its words in two languages, kind, choices, and whom it is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.directory.models import Organisation
from madang.site.survey.models import Question
from madang.site.survey.queries.question_changes import CHOOSING, QuestionContent

MOST_IN_A_CHOICE = 120


class QuestionForm(forms.Form):
    """One question."""

    text = forms.CharField(
        label=gettext_lazy("Question in English"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the question.")},
    )
    text_ko = forms.CharField(
        label=gettext_lazy("Question in Korean"),
        help_text=gettext_lazy("Empty: Korean readers read the English one."),
        max_length=200,
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Answered with"),
        choices=Question.Kind.choices,
        initial=Question.Kind.TEXT,
        widget=forms.RadioSelect,
    )
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        help_text=gettext_lazy(
            "One in each line, English first, then a bar and Korean: Vegetarian | 채식. A choice of which one side stays keeps its answers."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    help = forms.CharField(
        label=gettext_lazy("Help in English"), max_length=300, required=False
    )
    help_ko = forms.CharField(
        label=gettext_lazy("Help in Korean"), max_length=300, required=False
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("Needs an answer"),
        help_text=gettext_lazy("Nobody can send without it. At most seven."),
        required=False,
    )
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Whom it is asked"),
        help_text=gettext_lazy("Nothing chosen: every organisation."),
        choices=Organisation.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_choices(self) -> tuple[tuple[str, str], ...]:
        """Return the choices as (English, Korean)."""
        pairs = []
        for line in self.cleaned_data["choices"].splitlines():
            english, _bar, korean = (part.strip() for part in line.partition("|"))
            if not english and not korean:
                continue
            if max(len(english), len(korean)) > MOST_IN_A_CHOICE:
                text = _("At most %(most)s characters in a choice.")
                raise forms.ValidationError(text % {"most": MOST_IN_A_CHOICE})
            pairs.append((english or korean, korean))
        return tuple(pairs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") in CHOOSING and not data.get("choices"):
            if "choices" not in self.errors:
                self.add_error("choices", _("Write the choices, one in each line."))
        elif data.get("kind") not in CHOOSING:
            data["choices"] = ()
        return data

    def content(self) -> QuestionContent:
        """Return what the action takes; call on a valid form."""
        clean = self.cleaned_data
        return QuestionContent(
            **{
                name: " ".join(clean[name].split())
                for name in ("text", "text_ko", "help", "help_ko")
            },
            kind=clean["kind"],
            is_required=clean["is_required"],
            audiences=tuple(clean["audiences"]),
            choices=clean["choices"],
        )

    @staticmethod
    def values_of(question: Question) -> dict[str, Any]:
        """Return a question as initial values."""
        lines = [
            f"{each.text} | {each.text_ko}" if each.text_ko else each.text
            for each in question.choices.all()
        ]
        names = ("text", "text_ko", "kind", "help", "help_ko", "is_required")
        return {
            **{name: getattr(question, name) for name in names},
            "choices": "\n".join(lines),
            "audiences": [each.kind for each in question.audiences.all()],
        }
