"""Parts in colleagues' hands: given by person or address, written alone, taken back, reported; sending stays with the lead."""

import pytest
from django.test import Client

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Invitation, Person, User
from madang.site.events.models import Event, Registration
from madang.site.survey.actions.items import ItemContent, save_item
from madang.site.survey.models import Answer, AnswerPart, Item, Wish
from tests.conftest import lead_of, sign_in, take_part
from tests.site.survey.test_answers_mine import fill

BASE = "/lounge/spring/my/answers/"


def colleague(
    registration: Registration, name: str = "Bora", language: str = "en"
) -> Person:
    """Return somebody of an organisation who can sign in and leads nothing."""
    address = f"{name.lower()}@{registration.organisation.name_key.split()[0]}.example"
    user = User.objects.create_user(address)
    return Person.objects.create(
        name=name,
        email=address,
        user=user,
        organisation=registration.organisation,
        language=language,
    )


def give(lead: Client, part: str, person: Person, note: str = "") -> None:
    answer = lead.post(f"{BASE}parts/{part}/give/", {"person": person.pk, "note": note})
    assert answer.status_code == 302, answer.content.decode()


def test_a_colleague_sees_and_writes_the_part_alone(alder: Registration) -> None:
    lead = sign_in(lead_of(alder))
    fill(lead)
    Wish.objects.create(answer=Answer.objects.get(), name="Secret Wish")
    bora = colleague(alder)
    other = sign_in(bora)
    give(lead, "seek", bora)
    assert other.get(BASE).context["part"] == "seek"
    for part in ("who", "offer", "wishes", "people", "consent", "check"):
        assert other.get(f"{BASE}{part}/").status_code == 404
        assert other.post(f"{BASE}{part}/", {"about": "Mine"}).status_code == 404
    assert other.get(BASE + "parts/").status_code == 404
    page = other.get(BASE + "seek/").content.decode()
    for hidden in ("A maker of vaccines", "Process for a measles", "Secret Wish"):
        assert hidden not in page
    for label in ("What we offer", "Wishes and exceptions", "Check and send"):
        assert label not in page
    written = {"text": "A filling line", "deal": ["manufacturing"], "priority": "3"}
    assert other.post(BASE + "seek/item/", written).status_code == 302
    item = Item.objects.get(role="seek")
    assert item.text == "A filling line"
    assert other.post(f"{BASE}items/{item.pk}/remove/").status_code == 302
    assert other.post(BASE + "restore/").status_code == 302
    assert Item.objects.filter(role="seek").count() == 1


def test_a_colleague_with_a_part_reaches_nothing_of_another(
    alder: Registration,
) -> None:
    lead = sign_in(lead_of(alder))
    fill(lead)
    offer = Item.objects.get(role="offer")
    proposal = offer.terms.filter(is_confirmed=False).first()
    assert proposal is not None
    other = sign_in(bora := colleague(alder))
    give(lead, "seek", bora)
    lines = LogEntry.objects.count()
    addresses = [
        f"items/{offer.pk}/remove/",
        f"items/{offer.pk}/terms/confirm/",
        f"terms/{proposal.pk}/confirm/",
        f"terms/{proposal.pk}/decline/",
        "names/wish/",
        "names/never/",
        "offer/item/",
        "offer/take-over/",
        "who/take-over/",
        "send/",
        "consent/",
        "parts/who/give/",
        "parts/seek/take-back/",
        "parts/offer/done/",
    ]
    content = {"wish-name": "X", "never-name": "X", "text": "X", "deal": ["supply"]}
    codes = {other.post(BASE + each, content).status_code for each in addresses}
    assert codes <= {403, 404}
    assert LogEntry.objects.count() == lines
    # The verbs refuse too, whatever page calls them.
    with pytest.raises(Exception, match="Only whoever leads"):
        save_item(by=bora, registration=alder, content=ItemContent("offer", "X"))


def test_sending_stays_with_the_lead(alder: Registration) -> None:
    lead = sign_in(lead_of(alder))
    fill(lead)
    other = sign_in(bora := colleague(alder))
    for part in AnswerPart.Key.values:
        if part != "questions":
            give(lead, part, bora)
    assert other.post(BASE + "send/").status_code == 404
    assert Answer.objects.get().state == "draft"
    assert lead.post(BASE + "send/").status_code == 302
    assert Answer.objects.get().state == "submitted"


def test_the_lead_sees_who_has_what_and_how_far_it_is(alder: Registration) -> None:
    lead, bora = sign_in(lead_of(alder)), colleague(alder)
    other = sign_in(bora)

    def states() -> dict[str, str]:
        rows = lead.get(BASE + "parts/").context["rows"]
        return {each.key: row.state for each, row in rows if row is not None}

    give(lead, "people", bora)
    assert states() == {"people": "given"}
    other.post(BASE + "people/", {"languages": ["ko"], "delegates": "1"})
    assert states() == {"people": "begun"}
    row = AnswerPart.objects.get()
    assert (row.saved_by, row.person) == ("Bora", bora)
    assert other.post(BASE + "parts/people/done/").status_code == 302
    assert states() == {"people": "done"}
    told = OutboxMail.objects.get(recipient=lead_of(alder).email)
    assert told.subject == "Spring Lounge: “Languages and delegates” is done"
    assert "/lounge/spring/my/answers/people/" in told.body
    other.post(BASE + "parts/people/done/")
    assert OutboxMail.objects.filter(recipient=lead_of(alder).email).count() == 1


def test_what_is_taken_back_is_closed_and_stays_written(alder: Registration) -> None:
    lead, bora = sign_in(lead_of(alder)), colleague(alder)
    other = sign_in(bora)
    give(lead, "who", bora)
    other.post(BASE + "who/", {"about": "Written by Bora."})
    page = lead.post(BASE + "parts/who/take-back/", follow=True).content.decode()
    assert "Bora no longer writes this part. What was written stays." in page
    assert Answer.objects.get().about == "Written by Bora."
    refused = other.post(BASE + "who/", {"about": "Later"})
    assert refused.status_code == 403
    assert "Whoever leads your organisation’s entry writes the answers." in refused.content.decode()  # fmt: skip
    assert other.post(BASE + "parts/who/done/").status_code == 404
    assert list(
        LogEntry.objects.filter(verb__contains="part")
        .order_by("pk")
        .values_list("verb", flat=True)
    ) == ["give part", "save part", "take part back"]


def test_a_part_goes_from_one_hand_to_another(alder: Registration) -> None:
    lead = sign_in(lead_of(alder))
    bora, dana = colleague(alder), colleague(alder, "Dana")
    give(lead, "offer", bora)
    give(lead, "offer", dana)
    assert sign_in(bora).get(BASE + "offer/").context["read_only"] != ""
    assert sign_in(dana).get(BASE + "offer/").context["read_only"] == ""
    again = lead.post(BASE + "parts/offer/give/", {"person": dana.pk})
    assert again.status_code == 422
    assert "Dana has this part already." in again.content.decode()


def test_the_mail_is_in_the_language_of_its_reader(alder: Registration) -> None:
    lead = sign_in(lead_of(alder))
    give(lead, "seek", colleague(alder), "Look at <b>page 3</b>\n\nBcc: x@y.example")
    mail = OutboxMail.objects.get()
    assert mail.subject == "Spring Lounge: a part of the survey is in your hands"
    lines = mail.body.split("\n\n")
    assert lines == [
        "Lead of Alder Bio asks you to write the part “What we seek” of the answers of Alder Bio for Spring Lounge.",
        "Lead of Alder Bio writes: “Look at <b>page 3</b> Bcc: x@y.example”",
        "You see and write this part alone. What you write is kept as you go:",
        lines[-1],
    ]
    assert lines[-1].endswith("/lounge/spring/my/answers/seek/\n")
    give(lead, "seek", colleague(alder, "Dana", language="ko"))
    korean = OutboxMail.objects.latest("pk")
    assert korean.subject == "Spring Lounge: 수요조사 항목 하나를 맡으셨습니다"
    assert korean.body.startswith(
        "Lead of Alder Bio 님이 Spring Lounge에 낼 Alder Bio의 응답 가운데 “찾는 것” 항목의 작성을 요청합니다.\n"
    )


def test_somebody_new_is_invited_by_address(alder: Registration) -> None:
    lead = sign_in(lead_of(alder))
    address = BASE + "parts/wishes/give/"
    assert lead.post(address, {}).status_code == 422
    assert lead.post(address, {"email": "new@alder.example.org"}).status_code == 422
    new = {"name": "Nari", "email": "new@alder.example.org"}
    assert lead.post(address, new).status_code == 302
    nari = Person.objects.get(email="new@alder.example.org")
    assert nari.organisation == alder.organisation
    assert Invitation.objects.filter(person=nari).count() == 1
    subjects = OutboxMail.objects.order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [
        "Invitation to Spring Lounge",
        "Spring Lounge: a part of the survey is in your hands",
    ]
    assert AnswerPart.objects.get().person == nari


def test_nobody_of_elsewhere_gets_a_part(
    alder: Registration, birch: Registration
) -> None:
    lead, stranger = sign_in(lead_of(alder)), colleague(birch)
    address = BASE + "parts/seek/give/"
    by_choice = lead.post(address, {"person": stranger.pk})
    by_address = lead.post(address, {"name": "Bora", "email": stranger.email})
    assert (by_choice.status_code, by_address.status_code) == (422, 422)
    own = lead.post(address, {"person": lead_of(alder).pk})
    assert own.status_code == 422
    assert AnswerPart.objects.exclude(person=None).count() == 0
    assert OutboxMail.objects.count() == 0


def test_who_has_left_the_organisation_has_no_part(
    alder: Registration, event: Event
) -> None:
    bora = colleague(alder)
    give(sign_in(lead_of(alder)), "who", bora)
    elsewhere = take_part(event, "Fir")
    Person.objects.filter(pk=bora.pk).update(organisation=elsewhere.organisation)
    bora.refresh_from_db()
    assert sign_in(bora).post(BASE + "who/", {"about": "Late"}).status_code == 403
    assert Answer.objects.get(registration=alder).about == ""


def test_a_part_is_not_given_after_the_survey_has_closed(
    alder: Registration, event: Event
) -> None:
    bora, lead = colleague(alder), sign_in(lead_of(alder))
    give(lead, "who", bora)
    event.state = "closed"
    event.save()
    refused = lead.post(BASE + "parts/seek/give/", {"person": bora.pk})
    assert refused.status_code == 403
    assert sign_in(bora).post(BASE + "who/", {"about": "Late"}).status_code == 403
    assert AnswerPart.objects.filter(person=bora).count() == 1
