"""What the articles of the demonstration say. Figures are cited in the text; everything else is made up."""

from typing import NamedTuple


class Text(NamedTuple):
    """An article: its day is counted back from today."""

    slug: str
    section: str
    title: str
    byline: str
    teaser: str
    body: str
    days_ago: int
    is_gated: bool = False
    countries: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


KOREA = """\
This report puts beside each other what published sources say of South Korea’s life sciences, and marks what they leave open. Nothing in it is an estimate of our own.

Clinical trials. An overview by GeneOnline (“South Korea’s Biotech Industry: Trends, Landscape, and Clusters Overview”, 1 August 2022) places the country eighth in the world by its share of clinical trials in 2019 and sixth in 2020. A smaller number is better here: the country went up two places within a year. The overview does not say how large the share itself was, so nothing can be said of its distance to the fifth place.

Investment. The same overview speaks of about 65 per cent of yearly net revenue that companies put into new medicines. The sentence names neither the companies nor the year, and the text of the overview lies behind a sign-in. Until its table has been read, the figure stays marked as to be confirmed.

Medical technology. A report of a trip from Bochum to South Korea (business development agency of the Ruhr, inferred; between 2017 and 2019) gives a market of 3.6 billion euros in 2014, growing by 7.4 per cent a year, and expects 6.25 billion in 2019. Both cannot hold at once: 7.4 per cent a year lead to about 5.1 billion, and 6.25 billion need 11.7 per cent a year. The page of the indicator shows the computation with its rounding.

Trading partners. By the same report Germany was second with 17 per cent of that market in 2014 and the United States first with 44 per cent. What the remaining 39 per cent are, it does not say.

What would settle the open questions: the full table of GeneOnline’s overview, the market study behind the two values of 2014 and 2019, and the definition of the market that each of them uses.
"""
PAIR = """\
Three sources speak of trade between Latvia and South Korea, and they do not agree.

The portal of the Investment and Development Agency of Latvia (inferred; “Latvia and South Korea strengthen ties in biomedical and pharmaceutical industries”, between November 2024 and October 2025) gives 130 million euros after growth of five times in ten years. Read as “to five times”, that means about 26 million ten years earlier; read as “by five times”, about 21.7 million.

The Korea Herald (9 June 2011) already counts about 105 million US dollars for 2010. The Baltic Course (16 November 2017) has trade grow four times since 2011.

Each of the three may be right for a trade of its own: goods alone, goods and services, one direction, both. None says which. The pair’s page keeps all three side by side, and averages none.
"""
QUOTATION = """\
Somebody at the table says “our agreement”, and by the evening three newsletters have a memorandum. By the next morning it is in a minister’s speech. Nobody lied. Nobody signed anything either.

A ledger of ties has to be duller than a newsletter. It asks what kind of paper there is, who put a name under it and on which day. If the answer is “talks”, the entry says talks, and a quotation in the same article does not lift it. If a register or the paper itself turns up later, the entry moves, and shows why.

This costs headlines. It also means that whoever prepares the next visit knows which door is open, and which one was only described.
"""
RUHR = """\
The Ruhr calls health its largest employer, and three figures for 2016 stand behind that claim in one report of a trip to Korea (business development agency of the Ruhr, inferred; between 2017 and 2019): 321,500 people in full-time posts, 19.2 per cent of all employment, growth of 3.4 per cent in a year.

They allow a check. 321,500 at 19.2 per cent make about 1.67 million posts in all. Growth of 3.4 per cent means some 10,600 new ones. Elsewhere the same text speaks of 400 jobs added, and of 19.1 per cent. Such things are no scandal: they may be another year, or another circle of companies. They have to be asked about before anybody puts them on a slide.
"""
NEEDS = """\
A good need has four parts: what is missing, how much of it, by when, and what has been tried. “Partners in vaccines” has none of them. “Two makers who can fill 4 million doses that stay stable at 40 °C, from next autumn; lyophilised forms did not pass our test” has all four.

Whoever reads the second one knows in a minute whether to answer. That minute is what a lounge lives on.
"""
COHORT = """\
The Latvian Life Science House opens its doors for two days of consultation on East Asia. Each adviser has free hours; they are booked on the portal, in the zone of whoever books.

Companies that were in last year’s cohort tell in the afternoon what they would do differently. No slides.
"""
RANKINGS = """\
A ranking here compares only what can be compared: the same indicator, the same unit, the same year. Countries of which no source says anything are listed below it, by name. They are not given the average of the others, and they are not last.

For each line the source can be opened. Where two sources contradict each other, both stand in the list with their own place, and the heading says so.
"""
TEXTS = (
    Text("korea-in-figures", "report", "South Korea’s life sciences in figures: what is stated, and what is left open", "Desk of the Latvian Life Science House",
         "Eighth or sixth, 65 per cent of what, 7.4 or 11.7 per cent a year: the published figures side by side, with what each leaves open.",
         KOREA, 9, is_gated=True, countries=("KR",), fields=("digital_health",)),
    Text("three-figures-of-trade", "news", "Three figures for trade between Latvia and South Korea do not agree", "Desk of the Latvian Life Science House",
         "130 million euros after growth of five times in ten years, and about 105 million dollars already in 2010: both cannot hold as read.",
         PAIR, 4, countries=("LV", "KR")),
    Text("a-quotation-is-no-memorandum", "opinion", "A quotation is no memorandum", "Vilis Aperāts, made-up columnist",
         "Why a ledger of ties has to be duller than a newsletter, and what that is good for.", QUOTATION, 6, countries=("LV", "KR")),
    Text("the-ruhr-by-its-own-figures", "report", "The Ruhr by its own figures", "Desk of the Latvian Life Science House",
         "321,500 people, 19.2 or 19.1 per cent, 400 or 10,600 new jobs: what a report of 2016 allows to check.", RUHR, 15, countries=("DE", "KR"), about=("Ruhr Health Cluster",)),
    Text("four-parts-of-a-need", "blog", "The four parts of a need that gets answers", "Amara Okello, Ministry of Health, Tarsena",
         "What is missing, how much, by when, and what has been tried.", NEEDS, 3, fields=("vaccines",)),
    Text("consultation-days-in-riga", "news", "Two days of consultation on East Asia in Riga", "Latvian Life Science House",
         "Free hours with advisers, and what last year’s cohort would do differently.", COHORT, 2, countries=("LV",), about=("Latvian Life Science House",)),
    Text("how-rankings-are-made", "report", "How rankings are made here", "Desk of the Latvian Life Science House",
         "Only what can be compared is compared; what is missing is listed and never filled in.", RANKINGS, 20),
)  # fmt: skip
