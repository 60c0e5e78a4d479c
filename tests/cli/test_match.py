import json

import pytest

from madang.cli import main

PROFILES = {
    "format": "madang.profiles/1",
    "sides": {
        "a": [
            {
                "id": "ministry",
                "languages": ["en"],
                "items": [
                    {
                        "role": "seek",
                        "text": "A vaccine plant",
                        "facets": {"deal": ["technology_transfer"]},
                    }
                ],
            }
        ],
        "b": [
            {
                "id": 7,
                "languages": ["en"],
                "items": [
                    {
                        "role": "offer",
                        "text": "Vaccine know-how",
                        "facets": {"deal": ["technology_transfer"]},
                    }
                ],
            },
            {
                "id": 8,
                "items": [
                    {"role": "offer", "text": "Trials", "facets": {"deal": ["cro"]}}
                ],
            },
        ],
    },
}


@pytest.fixture
def profiles(tmp_path):
    path = tmp_path / "profiles.json"
    path.write_text(json.dumps(PROFILES), encoding="utf-8")
    return path


def test_suggestions_go_to_the_standard_output(profiles, capsys):
    assert main(["match", str(profiles)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "madang.matches/1"
    assert sorted(document["suggestions"]) == ["7", "8", "ministry"]
    assert document["suggestions"]["8"] == []
    (line,) = document["suggestions"]["ministry"]
    assert list(line) == ["id", "score", "mutual", "interest", "reasons"]
    assert (line["id"], line["mutual"]) == (7, False)
    assert line["reasons"][0] == {
        "kind": "seek_offer",
        "strength": "full",
        "gain": "mine",
        "mine": [0],
        "theirs": [0],
        "terms": {"deal": ["technology_transfer"]},
    }


def test_suggestions_go_to_a_file(profiles, tmp_path, capsys):
    out = tmp_path / "matches.json"
    assert main(["match", str(profiles), "--top", "1", "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"2 suggestions for 3 profiles written to {out}\n"
    assert main(["match", str(profiles), "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "profiles": 3,
        "suggestions": 2,
        "out": str(out),
    }
    assert main(["match", str(profiles), "--out", str(out), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (
        len(json.loads(out.read_text(encoding="utf-8"))["suggestions"]["ministry"]) == 1
    )


def test_nobody_for_anybody_is_a_no(tmp_path, capsys):
    path = tmp_path / "alone.json"
    path.write_text(
        '{"format": "madang.profiles/1", "sides": {"all": [{"id": 1}, {"id": 2}]}}'
    )
    assert main(["match", str(path)]) == 1
    assert json.loads(capsys.readouterr().out)["suggestions"] == {"1": [], "2": []}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            b"{",
            "not JSON at line 1, column 2: Expecting property name enclosed in double quotes",
        ),
        (b"\xff", "not UTF-8 at byte 0"),
        (b"[" * 100000, "nested too deeply"),
        (b"[]", "document: an object is expected, found list"),
        (
            b'{"format": "madang.profiles/1", "sides": {"all": [{"id": 1}, {"id": 1}]}}',
            "id: 1 is used twice",
        ),
    ],
)
def test_unusable_input_is_one_line_and_exit_2(tmp_path, capsys, content, line):
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    assert main(["match", str(path)]) == 2
    assert capsys.readouterr() == ("", f"madang: {path}: {line}\n")


def test_a_missing_file_and_a_useless_number_are_refused(profiles, tmp_path, capsys):
    assert main(["match", str(tmp_path / "none.json")]) == 2
    assert (
        capsys.readouterr().err
        == f"madang: {tmp_path / 'none.json'}: No such file or directory\n"
    )
    assert main(["match", str(profiles), "--top", "0"]) == 2
    assert capsys.readouterr().err == "madang: --top: 0 is below 1\n"
    assert (
        main(["match", str(profiles), "--out", str(tmp_path / "no" / "dir.json")]) == 2
    )
    assert (
        capsys.readouterr().err
        == f"madang: {tmp_path / 'no' / 'dir.json'}: No such file or directory\n"
    )
