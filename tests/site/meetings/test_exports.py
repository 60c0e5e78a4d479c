"""Files to take away: nothing in them runs, and every letter is there."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from madang.site.core.sheets import safe
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import (
    Delegate,
    Event,
    Interpreter,
    Registration,
    RoundTable,
)
from madang.site.meetings.exports.paper import pdf
from madang.site.meetings.models import Placement
from tests.conftest import lead_of, sign_in, take_part
from tests.site.meetings.published import agree, publish, slot

RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tTab", "\rReturn"]


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize("text", RISKY)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_other_text_stays_as_it_is() -> None:
    assert safe("Kalniņa = 1") == "Kalniņa = 1"


def test_the_csv_has_a_row_a_meeting_and_nothing_that_runs(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    Organisation.objects.filter(pk=birch.organisation_id).update(
        name="=cmd|' /C calc'!A0"
    )
    interpreter = Interpreter.objects.create(event=event, name="@Minho")
    publish(event, (agree(alder, birch), 2, "E1", interpreter))
    response = sign_in(organiser).get("/lounge/spring/schedule.csv")
    assert (
        response["Content-Disposition"]
        == 'attachment; filename="spring-schedule-version-1.csv"'
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content[:3] == b"\xef\xbb\xbf"
    rows = list(csv.reader(StringIO(response.content[3:].decode())))
    assert rows == [
        [
            "Day",
            "Start",
            "End",
            "Time zone",
            "Place",
            "Zone",
            "Host",
            "Guest",
            "Delegates",
            "Interpreter",
            "Languages",
            "State",
        ],
        [
            "2027-03-02",
            "09:30",
            "09:55",
            "Asia/Seoul",
            "E1 Table 1",
            "East",
            "Alder Bio",
            "'=cmd|' /C calc'!A0",
            "Lead of Alder Bio, Alder Bio; Lead of Birch Institute, =cmd|' /C calc'!A0",
            "'@Minho",
            "English",
            "Placed",
        ],
    ]


def test_the_workbook_has_text_where_text_was_and_real_days(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    Organisation.objects.filter(pk=birch.organisation_id).update(name="=1+1")
    Organisation.objects.filter(pk=alder.organisation_id).update(
        name="https://example.org/"
    )
    publish(event, (agree(alder, birch), 2, "E1"))
    response = sign_in(organiser).get("/lounge/spring/schedule.xlsx")
    assert (
        response["Content-Type"]
        == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    sheet = load_workbook(BytesIO(response.content))["Version 1"]
    assert (sheet["G2"].value, sheet["G2"].data_type, sheet["G2"].hyperlink) == (
        "https://example.org/",
        "s",
        None,
    )
    assert (sheet["H2"].value, sheet["H2"].data_type) == ("=1+1", "s")
    assert (f"{sheet['A2'].value:%Y-%m-%d}", f"{sheet['B2'].value:%H:%M}") == (
        "2027-03-02",
        "09:30",
    )
    assert sheet.max_row == 2


def test_a_round_table_and_two_sides_without_a_shared_language_are_in_the_sheet(
    event: Event, organiser: Person, alder: Registration
) -> None:
    seoul = take_part(event, "Onnuri", languages=("ko", "ja"))
    plan = publish(event, (agree(alder, seoul), 1, "E1"))
    place = plan.placements.get().place
    table = RoundTable.objects.create(
        event=event,
        title="Making vaccines",
        chair=alder,
        place=place,
        slot=slot(event, 2),
    )
    Placement.objects.create(
        plan=plan, round_table=table, slot=table.slot, place=place, is_published=True
    )
    content = sign_in(organiser).get("/lounge/spring/schedule.csv").content[3:].decode()
    rows = [(row[6], row[7], row[10]) for row in csv.reader(StringIO(content))][1:]
    assert rows == [
        ("Alder Bio", "Onnuri", "English – Korean, Japanese"),
        ("Alder Bio", "Round table: Making vaccines", ""),
    ]


def test_the_sheet_of_a_version_is_asked_for_by_its_number(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    publish(event, (meeting, 1, "E1"))
    publish(event, (meeting, 2, "E2"))
    client = sign_in(organiser)
    assert b",09:00," in client.get("/lounge/spring/schedule.csv?plan=1").content
    assert b",09:30," in client.get("/lounge/spring/schedule.csv").content
    assert client.get("/lounge/spring/schedule.csv?plan=9").status_code == 404
    assert client.get("/lounge/spring/schedule.exe").status_code == 404


def test_an_agenda_on_paper_has_every_letter(
    event: Event, alder: Registration, birch: Registration
) -> None:
    Organisation.objects.filter(pk=birch.organisation_id).update(name="보건복지부")
    Person.objects.filter(pk=lead_of(birch).pk).update(name="Ilze Kalniņa")
    publish(event, (agree(alder, birch, message="Šķēršļi – 백신"), 2, "E1"))
    response = sign_in(lead_of(alder)).get("/lounge/spring/my/agenda.pdf")
    assert response["Content-Type"] == "application/pdf"
    text = pdf_text(response.content)
    assert "09:30" in text
    assert "보건복지부" in text
    assert "Ilze Kalniņa" in text
    assert "Šķēršļi – 백신" in text
    assert "Version 1 of the timetable" in text


def test_markup_in_peoples_words_stays_text(
    event: Event, alder: Registration, birch: Registration
) -> None:
    words = '#read("/etc/passwd") #panic() $x$ *bold* \\ "quoted" {{ 1 }}'
    publish(event, (agree(alder, birch, message=words), 2, "E1"))
    text = pdf_text(sign_in(lead_of(alder)).get("/lounge/spring/my/agenda.pdf").content)
    assert "".join(words.split()) in "".join(text.split())


def test_an_empty_agenda_says_so(event: Event, alder: Registration) -> None:
    publish(event)
    text = pdf_text(sign_in(lead_of(alder)).get("/lounge/spring/my/agenda.pdf").content)
    assert "No meeting is placed for this agenda." in text


def test_there_is_no_paper_before_a_plan_is_published(
    event: Event, organiser: Person, alder: Registration
) -> None:
    assert (
        sign_in(lead_of(alder)).get("/lounge/spring/my/agenda.pdf").status_code == 404
    )
    assert sign_in(organiser).get("/lounge/spring/agendas/all.pdf").status_code == 404
    assert sign_in(organiser).get("/lounge/spring/schedule.csv").status_code == 404


def test_all_agendas_and_those_of_one_organisation(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    plan = publish(event, (agree(alder, birch), 2, "E1"))
    second = Delegate.objects.get(registration=birch, position=2)
    plan.placements.get().attendances.create(
        delegate=second, slot=slot(event, 2), is_published=True
    )
    client = sign_in(organiser)
    every = PdfReader(BytesIO(client.get("/lounge/spring/agendas/all.pdf").content))
    assert [page.extract_text().split("\n")[0] for page in every.pages] == [
        "Lead of Alder Bio",
        "Lead of Birch Institute",
        "Delegate 2",
    ]
    one = PdfReader(
        BytesIO(
            client.get(f"/lounge/spring/agendas/organisation/{birch.pk}.pdf").content
        )
    )
    assert [page.extract_text().split("\n")[0] for page in one.pages] == [
        "Lead of Birch Institute",
        "Delegate 2",
    ]


def test_a_sign_is_a4_landscape_with_the_slots_of_its_day(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    plan = publish(event, (agree(alder, birch), 2, "E1"))
    client = sign_in(organiser)
    every = PdfReader(BytesIO(client.get("/lounge/spring/agendas/signs.pdf").content))
    assert len(every.pages) == 2
    assert [round(float(each)) for each in every.pages[0].mediabox[2:]] == [842, 595]
    one = pdf_text(
        client.get(
            f"/lounge/spring/agendas/signs.pdf?place={plan.placements.get().place_id}"
        ).content
    )
    assert one.count("E1") == 2
    assert "09:30" in one
    assert "Alder Bio – Birch Institute" in one
    assert client.get("/lounge/spring/agendas/signs.pdf?place=x").status_code == 404


def test_every_side_of_the_yard_can_be_printed() -> None:
    base = {
        "code": "E4",
        "name": "Table 4",
        "zone": "East",
        "event": "Spring",
        "day": "Tuesday",
        "rows": [{"time": "09:00", "title": "보건 – Kalniņa"}] * 16,
    }
    sheets = [{**base, "side": side} for side in "neswc"]
    made = pdf(
        "signs",
        {"title": "Signs", "words": {"language": "ko", "page": "쪽"}, "sheets": sheets},
    )
    assert len(PdfReader(BytesIO(made)).pages) == 5


def test_all_agendas_cost_the_same_for_two_owners_and_for_four(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    django_assert_num_queries,
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(organiser)
    one = agree(alder, birch)
    publish(event, (one, 1, "E1"))
    with django_assert_num_queries(14):
        client.get("/lounge/spring/agendas/all.pdf")
    other = agree(take_part(event, "Cedar"), take_part(event, "Dogwood"))
    publish(event, (one, 1, "E1"), (other, 2, "E1"))
    with django_assert_num_queries(14):
        client.get("/lounge/spring/agendas/all.pdf")


def test_a_sheet_costs_the_same_for_one_meeting_and_for_three(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    django_assert_num_queries,
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(organiser)
    one = agree(alder, birch)
    publish(event, (one, 1, "E1"))
    with django_assert_num_queries(11):
        client.get("/lounge/spring/schedule.csv")
    others = [agree(alder, take_part(event, name)) for name in ("Cedar", "Dogwood")]
    publish(event, (one, 1, "E1"), (others[0], 2, "E1"), (others[1], 3, "E2"))
    with django_assert_num_queries(11):
        client.get("/lounge/spring/schedule.csv")
