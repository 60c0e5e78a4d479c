"""Words of people stay words: on every page that a link leads to, in sheets, calendars, papers and mails."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from madang.site.core import outbox
from madang.site.core.sheets import safe
from madang.site.directory.models import Person, User
from madang.site.programmes.actions import enquiries, links, needs, pitches
from madang.site.programmes.models import Consultation, Need
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, tie_of
from tests.site.programmes import calls_made, sent
from tests.site.programmes.made_for_portal import Stage, hour

pytestmark = pytest.mark.django_db
WORDS = "=<script>alert(1)</script>\"'&{{ 1|add:1 }}{% now %}"
MARK = "<script>alert(1)"
KEPT = {"slug", "sha256", "zone", "home_zone", "host_zone", "email", "token", "token_hash", "key", "code_hash"}  # fmt: skip
DOORS = ["/missions/", "/programmes/", "/programmes/calls/", "/programmes/needs/", "/portal/", "/ledger/", "/ledger/ties/", "/ledger/organisations/", "/ledger/sources/", "/landscape/", "/landscape/pairs/", "/landscape/calendar/"]  # fmt: skip


def is_text(field: models.Field) -> bool:  # type: ignore[type-arg]
    """Whether people write words into a field."""
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.EmailField | models.URLField | models.SlugField)
        and not field.choices
        and not field.unique
        and field.name not in KEPT
        and (field.max_length or 1000) >= 100
    )  # fmt: skip


def spoil() -> int:
    """Write hostile words into every text of every row; return how many fields there were. The database refuses some."""
    count = 0
    for label in ("directory", "ledger", "landscape", "programmes"):
        for model in apps.get_app_config(label).get_models():
            for field in filter(is_text, model._meta.concrete_fields):
                try:
                    with transaction.atomic():
                        count += bool(model._default_manager.update(**{field.name: WORDS}))  # fmt: skip
                except DatabaseError:
                    continue
    return count


def fill() -> Person:
    """Make rows of every kind and spoil them; return the lead and manager who sees most of them."""
    manager = sent.manager()
    mission = sent.under_way(manager, "Alder")
    seat = mission.applications.get()
    stop = sent.stop(mission, manager, kind="pitch", title="Pitch", day=mission.last_day + timedelta(days=1))  # fmt: skip
    pitch = pitches.open_pitch(stop, by=manager, topic="T", capacity=5)
    guest = pitches.register_guest(pitch, visitor=pitches.Visitor("N", "C", "KR", "n@example.org", has_agreed=True), now=stop.starts_at)  # fmt: skip
    assert guest is not None
    links.ask(guest, application=seat, now=stop.starts_at)
    stage = Stage()
    stage.concluded()
    contract = stage.offered(title=WORDS[:120], text=WORDS)
    assert contract.text == WORDS
    hour(stage)
    calls_made.submitted(stage.signer, calls_made.open_call(stage.manager, stage.programme))  # fmt: skip
    ministry = calls_made.company("Ministry", kind="ministry", country="KR")
    need = needs.write_need(by=ministry, need=Need(title="T", text="T", country="KR", slug="need"))  # fmt: skip
    needs.step_need(by=ministry, need=need, step="publish")
    tie_of(stage.agency, stage.company, evidence())
    found = spoil()
    assert found > 40, found
    User.objects.filter(pk=stage.lead.user_id).update(is_staff=True, is_curator=True)
    Person.objects.filter(pk=stage.lead.pk).update(organisation=stage.agency)
    return stage.lead


def crawl(client: Client, *, most: int) -> dict[str, str]:
    """Follow every link from the doors of the site; return the pages by their addresses."""
    waiting, pages = list(DOORS), {}
    known = set(waiting)
    while waiting and len(pages) < most:
        address = waiting.pop(0)
        answer = client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        pages[address] = answer.content.decode()
        for found in re.findall(r'href="(/[^"#]*)"', pages[address]):
            plain = found.split("?")[0]
            if plain not in known and not plain.startswith(("/static/", "/language/")):
                known.add(plain)
                waiting.append(plain)
    return pages


def test_no_page_runs_what_somebody_wrote() -> None:
    pages = crawl(sign_in(fill()), most=80)
    assert len(pages) > 35
    assert [address for address, page in pages.items() if MARK in page] == []
    told = [page for page in pages.values() if "&lt;script&gt;alert(1)" in page]
    assert len(told) > 20
    # Words that look like a template are no template.
    assert [address for address, page in pages.items() if "{{ 1|add:1 }}" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;2" in page] == []  # fmt: skip


def test_no_page_for_visitors_runs_it_either() -> None:
    fill()
    pages = crawl(Client(), most=60)
    assert len(pages) > 20
    assert [address for address, page in pages.items() if MARK in page] == []


@pytest.mark.parametrize("address", ["/ledger/ties.xlsx", "/programmes/needs.xlsx", "/programmes/programmes.xlsx", "/missions/missions.xlsx"])  # fmt: skip
def test_no_cell_becomes_a_formula(address: str) -> None:
    client = sign_in(fill())
    book = openpyxl.load_workbook(BytesIO(client.get(address).content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if str(cell.value).startswith("=<script")] != []
    written = written_in(client.get(address).content)
    assert (b"<f>" in written, b"<hyperlink" in written) == (False, False)


def written_in(content: bytes) -> bytes:
    """Return the sheets of a workbook as they are written."""
    with ZipFile(BytesIO(content)) as book:
        return b"".join(book.read(name) for name in book.namelist() if "worksheets/" in name)  # fmt: skip


def test_a_calendar_has_no_line_that_somebody_wrote() -> None:
    stage = Stage()
    hour(stage)
    Consultation.objects.update(
        subject="A\r\nATTENDEE:mailto:x@example.org", state="booked", booked_by=stage.signer
    )  # fmt: skip
    row = Consultation.objects.get()
    content = sign_in(stage.signer).get(f"/portal/consultations/{row.pk}/hour.ics").content  # fmt: skip
    assert b"\r\nATTENDEE:mailto:x@" not in content
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    attendees = event.get("ATTENDEE", [])
    assert "mailto:x@example.org" not in [str(each) for each in (attendees if isinstance(attendees, list) else [attendees])]  # fmt: skip


def test_a_subject_is_one_line() -> None:
    mail = outbox.put(
        to="a@example.org", subject="A\r\nBcc: all@example.org\n\nBody", body="b"
    )
    assert mail is not None
    assert mail.subject == "A Bcc: all@example.org Body"


def test_an_enquiry_s_name_is_one_line_of_the_letter() -> None:
    manager = sent.manager()
    row = sent.mission(manager)
    question = enquiries.Question(
        name="Nari\n\nAnswer on this page:\nhttps://evil.example",
        organisation_name="Clinic\nBcc: x",
        email="nari@example.org",
        text="T",
    )
    assert enquiries.one_line(question).name == (
        "Nari Answer on this page: https://evil.example"
    )
    assert enquiries.one_line(question).organisation_name == "Clinic Bcc: x"
    assert row.state == "draft"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20"])  # fmt: skip
def test_a_cell_of_a_comma_file_never_begins_like_a_formula(start: str) -> None:
    assert safe(f"{start}1") == f"'{start}1"


def test_numbers_of_the_clock_are_left_alone() -> None:
    assert safe(f"{timezone.now():%Y}") == f"{timezone.now():%Y}"
