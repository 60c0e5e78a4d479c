"""Words of the demonstration's programmes, calls and needs. All of it is made up."""

from typing import NamedTuple


class Wanted(NamedTuple):
    """A made-up need: who has it, and which companies answered with what reply ("" for none yet)."""

    slug: str
    organisation: str
    title: str
    text: str
    field: str
    days: int
    answers: tuple[tuple[str, str], ...] = ()
    is_closed: bool = False


PROGRAMME_TEXTS = {
    "seoul-launch": (
        "Seoul Launch",
        "Six months in which small companies find their first partners in Korea: a partner in Seoul opens doors, the agency pays for travel and translation, and each company works towards three milestones.",
    ),
    "trials-abroad": (
        "Trials abroad",
        "Funds for the first clinical or field trial of a Latvian company outside the European Union.",
    ),
}
# title, what is offered and expected, who may apply
CALL_TEXTS = {
    "seoul-launch-1": (
        "Seoul Launch, first cohort",
        "Four seats. Six months with a partner in Seoul, two visits, interpreters, and an adviser of the agency.",
        "Companies with a product that is on a market, or in phase 2 and later.",
    ),
    "seoul-launch-2": (
        "Seoul Launch, second cohort",
        "Six seats. As the first cohort, with a stand at the fair in Seoul.",
        "Companies with a product that is on a market, or in phase 2 and later.",
    ),
    "first-trial-abroad": (
        "First trial abroad",
        "Up to 80,000 EUR for the first trial outside the European Union: sites, monitoring, insurance, shipping. Costs before the day of the decision cannot be claimed.",
        "Companies with a support contract of the agency that runs on the day of submitting.",
    ),
}
# words, help, needs an answer
QUESTIONS = {
    "cohort": (
        ("What do you bring to Korea?", "The product, its stage, and who uses it today.", True),
        ("Whom do you want to meet there?", "Kinds of organisation, or names.", True),
        ("What have you tried so far?", "", False),
    ),
    "funding": (
        ("What does the trial show, and where?", "Question, design, sites.", True),
        ("Who carries it out?", "Your people and those of the sites.", True),
        ("What happens if it fails?", "", True),
        ("What else is this project applied for with?", "Other funds, granted or not.", False),
    ),
}  # fmt: skip
ANSWERS = (
    "A measles vaccine that keeps its strength for eight weeks at 40 degrees. Two sites in Korea compare it with the vaccine in use, in 240 adults who are immune already.",
    "Two hospitals with cold rooms of their own, one contract maker, and the register’s advice desk.",
    "One visit last spring with nine talks, and a data sheet in Korean.",
)
REPLIES = {
    "invite": "Bring stability data of twelve months. Tuesday of next week at nine, by video.",
    "decline": "The amounts are below what the register of the country asks for.",
}
NEEDS = (
    Wanted(
        "heat-stable-vaccines",
        "Ministry of Health, Tarsena",
        "Two makers of heat-stable vaccines",
        "Tarsena replaces the vaccines that its coast loses to heat: four million doses a year, from two makers, with a licence to fill in the country by the third year.",
        "vaccines",
        12,
        (
            ("Hanbit Vaccine", "invite"),
            ("Solbaram Vaccines", ""),
            ("Taebaek mRNA", ""),
            ("Quillon Labs", "decline"),
            ("Bluegate Cold Chain", ""),
        ),
    ),
    Wanted(
        "dengue-trial-partners",
        "Tropical Trials Network",
        "Sponsors for dengue trials of phase 2",
        "Nine sites with fever wards look for sponsors of phase 2 trials before the next rains. The sites bring ethics approval within sixty days.",
        "viral_infection",
        30,
        (("Perla Oncology", ""),),
    ),
    Wanted(
        "rapid-tests-border",
        "Mekong Health Bank",
        "Rapid tests for border clinics",
        "Forty clinics at the river want one rapid test for three fevers that a nurse reads in fifteen minutes.",
        "diagnostics",
        45,
        (("Ganga Rapid Tests", ""), ("Onnuri Diagnostics", "invite")),
    ),
    Wanted(
        "measles-fill-finish",
        "Global Measles Compact",
        "Fill and finish for measles doses",
        "A line for ten million vials a year, with a place for a second shift.",
        "vaccines",
        5,
        (("Baltkrasta Biologics", "invite"), ("Ruhrtal Fill-Finish", "decline")),
        is_closed=True,
    ),
)
