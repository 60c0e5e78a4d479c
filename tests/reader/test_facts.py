"""One sentence, one tie: type, stage, parties and date. Every name here is made up."""

import pytest

from madang.reader.read import read
from madang.reader.reading import Fact

PUBLISHED = "2024-06-20"


def facts_of(text: str, publisher: str = "") -> list[Fact]:
    return list(read(text, published=PUBLISHED, publisher=publisher).facts)


ROWS = [
    ("Brightwater Bio signed a memorandum of understanding with the University of Kotka on Tuesday.", "mou", "signed", {"Brightwater Bio", "University of Kotka"}, "2024-06-18"),
    ("Norwegian company Fjordgen AS and Korea's Hanul Biotech have signed a letter of intent.", "loi", "signed", {"Fjordgen AS", "Hanul Biotech"}, None),
    ("The Ministry of Health and Welfare of Korea and the Danish Ministry of Health renewed their memorandum of understanding in March 2024.", "mou", "signed", {"Ministry of Health and Welfare", "Danish Ministry of Health"}, "2024-03"),
    ("Ostara Pharma has licensed its device to Tarn Therapeutics for Japan.", "licence", "signed", {"Ostara Pharma", "Tarn Therapeutics"}, None),
    ("A supply contract worth €12 million was awarded to Lindqvist AB by the Estonian Health Board.", "contract", "signed", {"Lindqvist AB", "Estonian Health Board"}, None),
    ("Veldt Medical opened a representative office in Singapore last month.", "office", "in_force", {"Veldt Medical"}, "2024-05"),
    ("Hanul Biotech is building a plant in Lithuania together with Kaunas Pharma.", "facility", "planned", {"Hanul Biotech", "Kaunas Pharma"}, None),
    ("Talks between Veldt Medical and Osong Cluster collapsed in 2022.", "talks", "ended", {"Veldt Medical", "Osong Cluster"}, "2022"),
    ("Veldt Medical did not sign the contract with Osong Cluster.", "contract", "not_signed", {"Veldt Medical", "Osong Cluster"}, None),
    ("Veldt Medical terminated its distribution agreement with Arbor Health.", "contract", "ended", {"Veldt Medical", "Arbor Health"}, None),
    ("A delegation from Daegu Technopark visited Kaunas Pharma from 3 to 5 May 2023.", "visit", "completed", {"Daegu Technopark", "Kaunas Pharma"}, "2023-05-03/2023-05-05"),
    ("Hanul Biotech and Fjordgen AS have begun a phase 2 clinical trial in Poland.", "trial", "in_force", {"Hanul Biotech", "Fjordgen AS"}, None),
    ("The European Innovation Fund awarded a grant of 2 million euros to Fjordgen AS.", "fund", "in_force", {"European Innovation Fund", "Fjordgen AS"}, None),
    ("Fjordgen AS received a grant of 2 million euros from the European Innovation Fund.", "fund", "in_force", {"Fjordgen AS", "European Innovation Fund"}, None),
    ("Hanul Biotech joined the Northlight Consortium alongside four universities.", "consortium", "in_force", {"Hanul Biotech", "Northlight Consortium"}, None),
    ("Veldt Medical will take part in BIO-Europe 2025 in Vienna.", "event", "planned", {"Veldt Medical"}, "2025"),
    ("Business Finland and KOSTA held a joint seminar in Seoul.", "event", "completed", {"Business Finland", "KOSTA"}, None),
    ("Veldt Medical, a Dutch maker of pumps, entered a strategic partnership with Arbor Health and Lindqvist AB.", "collaboration", "signed", {"Veldt Medical", "Arbor Health", "Lindqvist AB"}, None),
    ("Arbor Health teamed up with Mayo Hospital of Kotka to study sleep.", "collaboration", "in_force", {"Arbor Health", "Mayo Hospital of Kotka"}, None),
    ("The agreement between Samil Pharm and Bergli SA was signed in Basel on 4 June 2024.", "contract", "signed", {"Samil Pharm", "Bergli SA"}, "2024-06-04"),
    ("The Tall Pines Institute (TPI) and Business Finland agreed to cooperate on digital health.", "collaboration", "planned", {"Tall Pines Institute", "Business Finland"}, None),
    ("Bergli SA is in talks with an unnamed Japanese drugmaker.", "talks", "talks", {"Bergli SA", "an unnamed Japanese drugmaker"}, None),
    ("Bergli SA is expected to sign a supply agreement with Lindqvist AB next month.", "contract", "planned", {"Bergli SA", "Lindqvist AB"}, "2024-07"),
    ("Lindqvist AB hosted a delegation from Peru's Ministry of Trade in April.", "visit", "completed", {"Lindqvist AB", "Peru's Ministry of Trade"}, "2024-04"),
    ("Arbor Health and Lindqvist AB launched a joint venture in Chennai.", "contract", "signed", {"Arbor Health", "Lindqvist AB"}, None),
    ("The clinical trial agreement between Tarn Therapeutics and the National Cancer Center has expired.", "contract", "ended", {"Tarn Therapeutics", "National Cancer Center"}, None),
    ("Veldt Medical disclosed a manufacturing order from Arbor Health.", "contract", "signed", {"Veldt Medical", "Arbor Health"}, "../2024-06-20"),
    ("Veldt Medical will establish a joint research centre with the University of Kotka in Riga.", "centre", "planned", {"Veldt Medical", "University of Kotka"}, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "kind", "stage", "parties", "date"),
    ROWS,
    ids=[r[0][:50] for r in ROWS],
)
def test_a_sentence_tells_one_tie(
    sentence: str, kind: str, stage: str, parties: set[str], date: str | None
) -> None:
    (fact,) = [fact for fact in facts_of(sentence) if fact.type == kind]
    assert (fact.stage, set(fact.parties), fact.date) == (stage, parties, date)


def test_we_means_the_publisher() -> None:
    text = (
        "Guests came from afar. In May we signed a letter of intent with Arbor Health."
    )
    (fact,) = facts_of(text, publisher="Kotka Cluster (press office)")
    assert set(fact.parties) == {"Kotka Cluster", "Arbor Health"}


def test_the_two_companies_are_the_last_two() -> None:
    text = (
        "Arbor Health signed a memorandum of understanding with Lindqvist AB. "
        "The two companies will open a representative office in Hanoi."
    )
    _mou, office = facts_of(text)
    assert (office.type, office.stage) == ("office", "planned")
    assert set(office.parties) == {"Arbor Health", "Lindqvist AB"}


def test_a_short_form_is_given_in_full() -> None:
    text = (
        "Tall Pines Institute (TPI) is a body in Sweden. "
        "On 3 May 2024 TPI signed a letter of intent with Arbor Health."
    )
    (fact,) = facts_of(text)
    assert fact.parties == ("Tall Pines Institute", "Arbor Health")
    assert "SE" in fact.countries


def test_with_the_park_means_the_one_park_that_was_named() -> None:
    text = "The head of Daegu Technopark came in May. Arbor Health signed a memorandum of understanding with the technopark."
    fact = facts_of(text)[-1]
    assert set(fact.parties) == {"Arbor Health", "Daegu Technopark"}


def test_items_belong_to_the_line_above() -> None:
    text = (
        "Arbor Health grows. The team will attend these meetings:\n\n"
        "* Nordic Vaccine Congress 2025: September 8-9, 2025 - Oslo, Norway\n"
        "* Baltic Health Forum: December 1, 2025 - Riga, Latvia\n"
    )
    assert [(f.type, f.stage, f.date) for f in facts_of(text)] == [
        ("event", "planned", "2025-09-08/2025-09-09"),
        ("event", "planned", "2025-12-01"),
    ]


def test_what_went_to_court_is_over() -> None:
    text = (
        "Arbor Health sued Lindqvist AB for breach of a contract. "
        "Arbor Health had signed a licence agreement with Lindqvist AB in 2021."
    )
    assert {fact.stage for fact in facts_of(text)} == {"ended"}


def test_a_tie_is_told_once() -> None:
    text = (
        "# Arbor Health signs memorandum of understanding with Lindqvist AB\n\n"
        "Arbor Health signed a memorandum of understanding with Lindqvist AB. "
        "The memorandum of understanding with Lindqvist AB was signed in Riga.\n"
    )
    (fact,) = facts_of(text)
    assert fact.zone == "body"


def test_furniture_tells_nothing() -> None:
    text = (
        "Arbor Health grew by 4% last year.\n\nAbout Lindqvist AB\n\n"
        "Lindqvist AB signed a memorandum of understanding with Samil Pharm in 2019.\n"
    )
    assert facts_of(text) == []


MORE = [
    ("RIVERTON, Mass., June 20, 2024 /Wire/ -- Tarn Therapeutics, Inc. (Nasdaq: TARN), a clinical-stage company, and Fjordgen AS, a leader in enzymes, today announced a multi-year licensing agreement to develop peptides.", "licence", "signed", {"Tarn Therapeutics, Inc.", "Fjordgen AS"}, "2024-06-20"),
    ("Lindqvist AB has selected Arbor Health as its exclusive distributor in Mexico.", "contract", "signed", {"Lindqvist AB", "Arbor Health"}, None),
    ("The consortium, led by the University of Kotka, includes Arbor Health and Bergli SA.", "consortium", "in_force", {"University of Kotka", "Arbor Health", "Bergli SA"}, None),
    ("Veldt Medical announced the opening of its new manufacturing facility in Penang, Malaysia.", "facility", "in_force", {"Veldt Medical"}, None),
    ("The partnership between Arbor Health and Samil Pharm, announced in May 2023, ended last month.", "collaboration", "ended", {"Arbor Health", "Samil Pharm"}, "2023-05"),
    ("A term sheet has been signed with a European drug maker, Veldt Medical said on Monday.", "loi", "signed", {"Veldt Medical", "a European drug maker"}, "2024-06-17"),
    ("Bergli SA and Samil Pharm extended their co-development agreement until 2028.", "contract", "signed", {"Bergli SA", "Samil Pharm"}, None),
    ("Osong Medical Foundation and BioKotka will jointly develop a vaccine.", "collaboration", "planned", {"Osong Medical Foundation", "BioKotka"}, None),
    ("Jolipa, in collaboration with the Danish Ministry of Trade and with funding from Falka, is training nurses.", "collaboration", "in_force", {"Jolipa", "Danish Ministry of Trade", "Falka"}, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "kind", "stage", "parties", "date"),
    MORE,
    ids=[r[0][:50] for r in MORE],
)
def test_a_harder_sentence_tells_one_tie(
    sentence: str, kind: str, stage: str, parties: set[str], date: str | None
) -> None:
    test_a_sentence_tells_one_tie(sentence, kind, stage, parties, date)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 40_000,
        "Ministry of " * 3_000,
        "(" * 20_000,
        "a" + " " * 20_000 + "b",
        "• with " * 3_000,
        "“ " * 9_000,
        "\x00\ud7a3\u200e\ufeff",
    ],
    ids=["letters", "of", "brackets", "spaces", "bullets", "quotes", "odd"],
)
def test_odd_pages_tell_nothing_and_break_nothing(text: str) -> None:
    assert facts_of(text) == []


def test_a_long_page_is_read_to_its_end() -> None:
    filler = "The weather was fine in the north of the country. " * 600
    (fact,) = facts_of(filler + ROWS[0][0])
    assert fact.start == len(filler)


def test_what_is_built_with_the_money_has_the_parties_of_the_money() -> None:
    text = "The Northaid Foundation granted €7 million to Arbor Health to open a new factory in Peru."
    fund, plant = facts_of(text)
    assert (fund.type, plant.type, plant.stage) == ("fund", "facility", "planned")
    assert (
        set(plant.parties)
        == set(fund.parties)
        == {"Northaid Foundation", "Arbor Health"}
    )


def test_a_second_sum_of_a_sentence_has_the_same_giver() -> None:
    text = "The Northaid Foundation is making a $6 million loan to Arbor Health, and a round of equity investments to Lindqvist AB."
    assert [set(fact.parties) for fact in facts_of(text)] == [
        {"Northaid Foundation", "Arbor Health"},
        {"Northaid Foundation", "Lindqvist AB"},
    ]


def test_items_under_talks_are_talks() -> None:
    text = "Arbor Health grew. Its confirmed discussions include:• A pilot with Lindqvist AB• A collaboration with Samil Pharm to test pumps"
    assert [(f.type, f.stage, set(f.parties)) for f in facts_of(text)] == [
        ("talks", "talks", {"Arbor Health", "Lindqvist AB"}),
        ("talks", "talks", {"Arbor Health", "Samil Pharm"}),
    ]


def test_items_under_plans_are_planned() -> None:
    text = "Arbor Health grew. Its pipeline includes:• A pilot with Lindqvist AB"
    (fact,) = facts_of(text)
    assert (fact.type, fact.stage) == ("collaboration", "planned")


def test_guests_in_a_city_visit_the_publisher() -> None:
    text = "The head of Daegu Technopark came to Riga on 3 May 2024. We were glad."
    (fact,) = facts_of(text, publisher="Kotka Park")
    assert (fact.type, set(fact.parties)) == (
        "visit",
        {"Daegu Technopark", "Kotka Park"},
    )
