"""The benchmark of trials: names, windows and recall by hand, and a test window that a method runs once."""

import gzip
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.matching import exposure, trials
from benchmarks.matching.trial_records import (
    Records,
    countries_of,
    is_federal,
    kind_of,
    read,
    records_of,
    spelt,
    stage_of,
)
from benchmarks.matching.windows import (
    above,
    cut,
    embedded,
    error_of,
    hits,
    ranked,
    window,
)

TOPICS = ("malaria vaccine", "knee implant", "asthma inhaler", "leukaemia cell therapy")


def row(number: int) -> dict[str, str]:
    """A made-up trial: sponsors and partners take turns by topic."""
    topic = number % 4
    partner = (topic + 1) % 4 if number >= 160 and number % 5 == 0 else topic
    return {
        "nct": f"NCT{number * 1000:08}",
        "title": f"{TOPICS[topic]} of series {number % 7}",
        "summary": f"whether {TOPICS[topic]} helps",
        "conditions": TOPICS[topic].split()[0],
        "interventions": f"Drug: {TOPICS[topic].split()[-1]}",
        "sponsor": f"Clinic {topic}{number % 3}, Inc.",
        "collabs": f"Firm {partner}|National Cancer Institute (NCI)",
        "phases": "Phase 1/Phase 2",
        "locations": "Somewhere, Town, 12345, Kenya" if number % 2 else "",
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "trials.json.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        json.dump([row(number) for number in range(200)], out)
    return path


@pytest.fixture
def records(file: Path) -> Records:
    return records_of(read(file))


def test_names_have_one_spelling() -> None:
    assert spelt("Société d'Étude (SE) & Co., Ltd.") == "societe detude and"
    assert spelt("Merck Sharp & Dohme LLC") == "merck sharp and dohme"


@pytest.mark.parametrize(
    ("name", "federal"),
    [
        ("National Cancer Institute (NCI)", True),
        ("US Department of Veterans Affairs", True),
        ("National Cancer Center, Korea", False),
        ("VA", True),
        ("Vaxart", False),
    ],
)
def test_federal_institutes_are_known_by_name(name: str, federal: bool) -> None:
    assert is_federal(spelt(name)) == federal


def test_kinds_stages_and_countries() -> None:
    assert [kind_of(one) for one in ("pfizer", "university of x", "smith john")] == [
        "company",
        "university",
        "other",
    ]
    assert [stage_of(one) for one in ("Phase 1/Phase 2", "EARLY_PHASE1", "NA")] == [
        1.5,
        0.5,
        None,
    ]
    sites = "A Clinic, Busan, Korea, 123-45, Korea, Republic of|B, Paris, France|C"
    assert countries_of(sites) == {"republic of", "france"}


def test_records_are_in_the_order_of_their_numbers() -> None:
    found = records_of([row(3), row(1)])
    assert [work.title[-1] for work in found.works] == ["1", "3"]
    assert found.works[0].when < found.works[1].when
    names = [found.parties[one].name for one in found.works[0].partners]
    assert names == ["firm 1", "national cancer institute"]


def test_a_query_never_tells_its_sites() -> None:
    told = records_of([row(1)]).works[0]
    assert "Somewhere" not in f"{told.title}{told.text}{told.field}{told.subject}"
    assert told.countries == {"kenya"}


def test_a_window_looks_back_only(records: Records) -> None:
    place = window(cut(records, 100, 120, 140))
    assert place.truth.shape == (20, 16)
    assert place.truth.sum(axis=1).tolist() == [1] * 20
    assert place.known[place.truth].all()
    later = Records(records.parties, (*records.works[:140], *records.works[:60]))
    assert np.array_equal(window(cut(later, 100, 120, 140)).values, place.values)


def test_recall_of_all_and_of_new_partners(records: Records) -> None:
    place = window(cut(records, 100, 120, 140))
    perfect, worst = place.truth.astype(float), -place.truth.astype(float)
    assert hits(perfect, place, new=False).tolist() == [[1.0, 1.0]] * 20
    assert hits(worst, place, new=False)[:, 0].tolist() == [0.0] * 20
    assert len(hits(perfect, place, new=True)) == 0


def test_a_query_that_is_blind_tells_no_country(records: Records) -> None:
    told, blind = (cut(records, 100, 120, 140, placeless=one) for one in (False, True))
    assert [query.title for query in told.queries] == [query.title for query in blind.queries]  # fmt: skip
    assert {len(query.countries) for query in told.queries} == {0, 1}
    assert {len(query.countries) for query in blind.queries} == {0}


def test_an_embedding_is_learnt_from_the_profiles(records: Records) -> None:
    place = cut(records, 100, 120, 140)
    found = embedded(place)
    assert found.shape == (20, 16)
    assert (found.max(axis=1) == found[window(place).truth]).all()


def test_ranks_leave_out_who_may_not_be_shown() -> None:
    allowed = np.array([[True, False, True]])
    assert ranked(np.array([[1.0, 9.0, 2.0]]), allowed, 2).tolist() == [[2, 0]]


def test_errors_and_resamples() -> None:
    some = np.array([[0.0, 1.0], [1.0, 1.0]])
    assert error_of(some).tolist() == pytest.approx([0.5, 0.0])
    assert above(some, some - 0.5).tolist() == [1.0, 1.0]
    assert above(some, some).tolist() == [0.0, 0.0]


def test_a_method_runs_the_test_window_once(records: Records, tmp_path: Path) -> None:
    log = tmp_path / "runs.jsonl"
    run = trials.run_once(trials.Spans(records), log)
    assert [json.loads(line) for line in log.read_text().splitlines()] == [run]
    assert run["method"] == trials.fingerprint()
    assert run["window"] == [0.7, 0.8, 1.0]
    assert set(run["methods"]) == {*trials.METHODS, "embedding", "learned", "shipped, no countries", "learned, no countries"}  # fmt: skip
    assert [run[one] for one in ("queries", "pairs", "new_queries", "new_pairs")] == [40, 40, 8, 8]  # fmt: skip
    with pytest.raises(SystemExit, match="one run"):
        trials.run_once(trials.Spans(records), log)
    assert len(log.read_text().splitlines()) == 1


def test_another_version_may_run_again_and_other_bytes_may_not(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "runs.jsonl"
    trials.run_once(trials.Spans(records), log)
    monkeypatch.setattr(trials, "fingerprint", lambda: "other bytes")
    with pytest.raises(SystemExit, match="version 1 had its one run"):
        trials.run_once(trials.Spans(records), log)
    monkeypatch.setattr(trials.partners, "VERSION", 2)
    assert trials.run_once(trials.Spans(records), log)["version"] == 2


def numbers() -> str:
    """Twelve hex digits of every number that the shipped score and the ranker rest on."""
    learned, texts, ties = trials.partners_learned, trials.works_text, trials.works_ties
    trees = learned.ROUNDS, learned.RATE, learned.LEAVES, learned.LEAST, learned.HOLD
    parts = (
        sorted(trials.partners.WEIGHTS.items()),
        (learned.OTHERS, *trees),
        (texts.FIELDS, texts.FADING, ties.KIN),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def test_a_version_is_one_set_of_numbers() -> None:
    """Whoever changes a number raises partners.VERSION, so that the test window may be run once more."""
    assert (trials.partners.VERSION, numbers()) == (1, "bfcd378810e1")


def test_a_newer_file_is_asked_of_the_older_ones_profiles(tmp_path: Path) -> None:
    older, newer = tmp_path / "older.json.gz", tmp_path / "newer.json.gz"
    for path, some in ((older, range(1, 161)), (newer, range(161, 201))):
        path.write_bytes(gzip.compress(json.dumps([row(n) for n in some]).encode()))
    log = tmp_path / "runs.jsonl"
    run = trials.run_on_newer(older, newer, log)
    assert run["queries"] == 40
    assert run["window"] == [0.8, 0.8, 1.0]
    assert len(log.read_text().splitlines()) == 1
    with pytest.raises(SystemExit, match="not all of its records are newer"):
        trials.run_on_newer(newer, older, log)


def test_a_window_without_new_partners_is_refused(records: Records) -> None:
    place = window(cut(records, 100, 120, 140))
    scores = trials.METHODS["TF-IDF"](place)
    with pytest.raises(SystemExit, match="nobody new"):
        trials.row_of(scores, scores, place)


def test_a_ranker_never_learns_from_its_test() -> None:
    for _, _, last in trials.LESSONS:
        assert last <= trials.TEST[1]


def test_the_log_of_the_project_has_each_method_once() -> None:
    runs = [(run["method"], run["records"]) for run in trials.logged(trials.LOG)]
    assert len(runs) == len(set(runs))


def test_exposure_keeps_the_cap(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exposure, "LENGTH", 2)
    monkeypatch.setattr(exposure, "CAPS", (6,))
    monkeypatch.setattr(exposure, "BONUSES", (0.0, 1.0))
    points = exposure.curve(exposure.random_split(records))
    assert [point["cap"] for point in points] == [0, 6, 6]
    assert points[0]["loss"] == 0
    assert points[0]["peak"] > 6 >= points[1]["peak"]
    assert points[2]["coverage"] == 1.0


def test_no_file_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MADANG_MATCHING_DATA", raising=False)
    with pytest.raises(SystemExit, match="no file of trials"):
        trials.chosen_file(None, "trials.json.gz", "trials")
    broken = tmp_path / "trials.json.gz"
    broken.write_text("no gzip")
    monkeypatch.setenv("MADANG_MATCHING_DATA", str(tmp_path))
    assert trials.chosen_file(None, "trials.json.gz", "trials") == broken
    with pytest.raises(SystemExit, match="no readable list"):
        read(broken)
