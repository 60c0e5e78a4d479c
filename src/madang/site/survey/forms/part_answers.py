"""The organisers' own questions as one form, made for one organisation."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from madang.site.survey.models import Question
from madang.site.survey.queries.questions import Asked, Value, plain_number

MOST_CHARACTERS = 4000


class QuestionsForm(forms.Form):
    """One field for each question that an organisation is asked. A draft needs none of them."""

    def __init__(
        self, *args: Any, asked: list[Asked], is_draft: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {each.field: _initial(each) for each in asked})
        super().__init__(*args, **kwargs)
        self.asked = asked
        for each in asked:
            field = _field(each.question)
            field.required = each.question.is_required and not is_draft
            field.error_messages["required"] = _("This question needs an answer.")
            self.fields[each.field] = field

    def values(self) -> dict[int, Value]:
        """Return what the action takes: answers by the questions' keys; call on a valid form."""
        return {
            each.question.pk: _value(each.question, self.cleaned_data[each.field])
            for each in self.asked
        }


def _field(question: Question) -> forms.Field:
    more: dict[str, Any] = {"label": str(question), "help_text": question.hint}
    choices = [(str(each.pk), str(each)) for each in question.choices.all()]
    if question.kind == Question.Kind.TEXT:
        area = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(max_length=MOST_CHARACTERS, widget=area, **more)
    if question.kind == Question.Kind.NUMBER:
        box = forms.TextInput(attrs={"class": "short", "inputmode": "decimal"})
        wrong = {"invalid": _("Write a number, such as 12 or 2.5.")}
        return forms.DecimalField(
            max_digits=18,
            decimal_places=6,
            widget=box,
            error_messages=wrong,
            **more,
        )
    if question.kind == Question.Kind.SEVERAL:
        several = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=several, **more)
    if question.kind == Question.Kind.YES_NO:
        choices = [("yes", _("yes")), ("no", _("no"))]
    if not question.is_required:
        # A radio button cannot be taken back by itself.
        choices.append(("", _("no answer")))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **more)


def _initial(each: Asked) -> Any:
    value = each.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        keys = [str(key) for key in value]
        return keys if each.question.kind == Question.Kind.SEVERAL else keys[0]
    return plain_number(value) if isinstance(value, Decimal) else value or ""


def _value(question: Question, given: Any) -> Value:
    if question.kind == Question.Kind.YES_NO:
        return given == "yes" if given else None
    if question.kind == Question.Kind.SEVERAL:
        return tuple(sorted(int(key) for key in given)) or None
    if question.kind == Question.Kind.ONE:
        return (int(given),) if given else None
    if isinstance(given, str):
        return given.strip() or None
    return given if isinstance(given, Decimal) else None
