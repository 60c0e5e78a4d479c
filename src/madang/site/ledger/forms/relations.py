"""Forms of a membership and of another relation between organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.ledger.forms.fields import choice_field
from madang.site.ledger.forms.records import OtherForm, one_date
from madang.site.ledger.models import Relation
from madang.site.ledger.rules.records import BETWEEN

LABELS = dict(Relation.Predicate.choices)


class MembershipForm(OtherForm):
    """A membership: the other side, the role there, from when until when."""

    text = forms.CharField(label=_("Role"), required=False, max_length=80)
    since = one_date(_("Since"))
    until = one_date(_("Until"))


class RelationForm(OtherForm):
    """What an organisation is to another one."""

    predicate = choice_field(
        _("This organisation"), [(each, LABELS[each]) for each in BETWEEN]
    )
    since = one_date(_("Since"))
    until = one_date(_("Until"))
    text = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("predicate", "other")

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, is_new=is_new, **kwargs)
        if is_new:
            own = [name for name in self.fields if name != "predicate"]
            self.order_fields(["predicate", *own])
        else:
            self.fields.pop("predicate")
