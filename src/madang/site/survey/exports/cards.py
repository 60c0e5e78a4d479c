"""A person's card: vCard 4.0 after RFC 6350, and the same as a QR code."""

from io import BytesIO

import segno

from madang.site.directory.models import Person

CARD_TYPE = "text/vcard; charset=utf-8"
LINE = 75


def card(person: Person) -> bytes:
    """Return a person's card: lines of at most 75 octets, every value escaped, empty ones left out."""
    organisation = person.organisation
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{_escaped(person.name)}",
        f"N:;{_escaped(person.name)};;;",
    ]
    if person.name_local:
        lines.append(f"NICKNAME:{_escaped(person.name_local)}")
    if organisation is not None:
        lines.append(f"ORG:{_escaped(organisation.name)}")
    lines += [
        f"{name}:{_escaped(value)}"
        for name, value in (
            ("TITLE", person.job_title),
            ("EMAIL", person.email),
            ("TEL", person.phone),
            ("URL", organisation.website if organisation is not None else ""),
        )
        if value
    ]
    if organisation is not None and organisation.country:
        lines.append(f"ADR:;;;;;;{_escaped(organisation.country)}")
    return b"".join(_folded(line) for line in [*lines, "END:VCARD"])


def card_code(person: Person) -> bytes:
    """Return the card as a QR code in SVG: dark on white whatever the theme, so that a telephone reads it."""
    out = BytesIO()
    code = segno.make(card(person), error="l", micro=False, boost_error=True)
    code.save(
        out,
        kind="svg",
        scale=4,
        border=4,
        dark="#14201b",
        light="#ffffff",
        svgclass=None,
        lineclass=None,
        title=person.name,
    )
    return out.getvalue()


def _escaped(value: str) -> str:
    plain = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> bytes:
    """Return one line with its end; what is longer than 75 octets goes on after a blank, never inside a character."""
    parts, current = [], b""
    for character in line:
        octets = character.encode()
        if len(current) + len(octets) > LINE:
            parts.append(current)
            current = b" "
        current += octets
    return b"\r\n".join([*parts, current]) + b"\r\n"
