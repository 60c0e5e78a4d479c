"""The pages of an import: upload, preview, columns, import, take back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.survey.models import ImportFile, Item
from tests.conftest import lead_of, sign_in
from tests.site.survey import made_up

BASE = "/lounge/spring/survey/import/"


def upload(client: Client, content: bytes, name: str = "survey.xlsx") -> str:
    response = client.post(BASE, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302
    return str(response.url)


def test_from_upload_to_undo(organiser: Person, event: Event) -> None:
    client = sign_in(organiser)
    assert client.get(BASE).status_code == 200
    address = upload(client, made_up.lounge())
    page = client.get(address).content.decode()
    assert "Import: 5 new, 2 updated" in page
    assert "header in row 4, 16 of 16 columns understood" in page
    assert "read as 12, the largest of the range" in page
    assert Item.objects.count() == 0
    page = client.post(address + "apply/", follow=True).content.decode()
    assert "Imported: 5 new, 2 updated, 0 unchanged." in page
    assert "Take this import back" in page
    assert Item.objects.count() == 5
    assert "goes (5 rows)" in client.get(address + "undo/").content.decode()
    page = client.post(address + "undo/", follow=True).content.decode()
    assert "Taken back: everything is as it was before the file." in page
    assert Item.objects.count() == 0
    assert event.registrations.count() == 0


def test_columns_are_mended_on_a_page(organiser: Person, event: Event) -> None:
    client = sign_in(organiser)
    address = upload(
        client, made_up.xlsx({"S": [["Who", "Wants"], ["Alder", "Licence"]]})
    )
    assert "no header row" in client.get(address).content.decode()
    assert client.get(address + "columns/").status_code == 200
    client.post(address + "columns/", {"s0-kind": "survey", "s0-header": "1"})
    client.post(
        address + "columns/",
        {
            "s0-kind": "survey",
            "s0-header": "1",
            "s0-column_A": "name",
            "s0-column_B": "seek",
        },
    )
    assert ImportFile.objects.get().mapping == {
        "S": {"kind": "survey", "header": 1, "columns": {"A": "name", "B": "seek"}}
    }
    assert "Import: 1 new, 0 updated" in client.get(address).content.decode()
    assert (
        client.post(
            address + "columns/", {"s0-kind": "survey", "s0-header": "x"}
        ).status_code
        == 422
    )


def test_a_file_that_cannot_be_read_says_so_at_the_field(organiser: Person) -> None:
    client = sign_in(organiser)
    response = client.post(BASE, {"file": SimpleUploadedFile("a.xlsx", b"PK broken")})
    assert response.status_code == 422
    assert "The workbook is damaged." in response.content.decode()
    assert client.post(BASE, {}).status_code == 422
    assert ImportFile.objects.count() == 0


def test_errors_leave_no_button_to_import(organiser: Person, event: Event) -> None:
    client = sign_in(organiser)
    rows = [["Organisation", "We seek"], ["Alder", "x"], ["Alder", "y"]]
    address = upload(client, made_up.xlsx({"S": rows}))
    page = client.get(address).content.decode()
    assert "the same organisation as in sheet S, row 2; keep one of the rows" in page
    assert address + "apply/" not in page
    page = client.post(address + "apply/", follow=True).content.decode()
    assert "Nothing was imported: 1 error in the file." in page
    assert event.registrations.count() == 0


def test_a_preview_can_be_thrown_away(organiser: Person) -> None:
    client = sign_in(organiser)
    address = upload(client, made_up.lounge())
    client.post(address + "discard/")
    assert ImportFile.objects.count() == 0
    address = upload(client, made_up.lounge())
    client.post(address + "apply/")
    client.post(address + "discard/")
    assert ImportFile.objects.count() == 1


@pytest.mark.parametrize("path", ["", "columns/", "apply/", "undo/", "discard/"])
def test_only_organisers_of_the_event_find_a_file(
    organiser: Person, alder: Registration, path: str
) -> None:
    address = upload(sign_in(organiser), made_up.lounge())
    for client in (sign_in(lead_of(alder)), Client()):
        assert client.get(address + path).status_code in (404, 405)
        assert client.post(address + path).status_code in (404, 405)
    other = Event.objects.create(name="Other", slug="other", city="Riga", country="LV")
    other.staff.create(person=organiser, role="organiser")
    assert (
        sign_in(organiser).get(address.replace("/spring/", "/other/")).status_code
        == 404
    )


def test_words_of_a_file_stay_words(organiser: Person, event: Event) -> None:
    client = sign_in(organiser)
    rows = [
        ["Organisation", "We seek"],
        ["<script>alert(1)</script>", "=cmd|' /C calc'!A0"],
    ]
    address = upload(client, made_up.xlsx({"S": rows}))
    page = client.get(address).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    client.post(address + "apply/")
    assert Item.objects.get().text == "=cmd|' /C calc'!A0"


def test_a_preview_without_rows_of_text(organiser: Person) -> None:
    client = sign_in(organiser)
    address = upload(
        client, made_up.csv(made_up.KOREAN, encoding="cp949"), "수요조사.csv"
    )
    page = client.get(address).content.decode()
    assert "Import: 2 new, 0 updated" in page
    assert "소나무바이오" in page
    assert io.BytesIO(bytes(ImportFile.objects.get().content)).read() == made_up.csv(
        made_up.KOREAN, encoding="cp949"
    )
