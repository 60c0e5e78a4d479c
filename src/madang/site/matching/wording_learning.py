"""The learning in words: what each feature of the score is called, and what each kind of answer teaches."""

from django.utils.translation import gettext, gettext_lazy

FEATURES = {
    "gain": gettext_lazy("Gain from the pair"),
    "deal": gettext_lazy("Kind of deal"),
    "field": gettext_lazy("Field"),
    "modality": gettext_lazy("Modality"),
    "stage": gettext_lazy("Stage of development"),
    "elsewhere": gettext_lazy("Another place or kind is wanted"),
    "text": gettext_lazy("Words of the two items"),
    "priority": gettext_lazy("Priority of the need"),
    "asked": gettext_lazy("What the other side seeks"),
    "closeness": gettext_lazy("Everything both say"),
    "subjects": gettext_lazy("Subjects both name"),
    "partner_type": gettext_lazy("Kind of partner"),
    "country": gettext_lazy("Country"),
    "language": gettext_lazy("Common language"),
    "wish": gettext_lazy("Named wish"),
}


def feature_name(feature: str) -> str:
    """Return what a feature is called on pages; one without a name is shown as the score calls it."""
    return str(FEATURES.get(feature, feature.replace("_", " ")))


def taught_by(said: str) -> str:
    """Return how much an answer teaches."""
    if said in ("yes", "no_fit"):
        return gettext("counts in full")
    if said == "expired":
        return gettext("counts at most half of a no")
    return gettext("teaches nothing: it is no word about the fit")
