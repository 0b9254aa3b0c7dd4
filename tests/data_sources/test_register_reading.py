"""Files of the register: round trips, clear faults, what may leave the server, the published schema."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources import geography
from data_sources.errors import UploadError
from data_sources.register import demonstration, free_text, json_schema, reading, sharing
from data_sources.register.flat import columns
from data_sources.register.model import Agreement, Answers, Entry, Funding, Place, Tie, coarse
from data_sources.register.vocabulary import (
    ONGOING,
    SDG_TARGETS,
    THEMES,
    Amount,
    Consent,
    Group,
    Kind,
    Money,
    Origin,
    Practice,
    Proximity,
    Sector,
    Volunteers,
)

pytestmark = pytest.mark.slow

DISTRICTS = tuple(map(str, geography.districts()["code"].sample(30, random_state=1)))
SIGNS = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters=";|")


def worded(longest: int, least: int = 0) -> st.SearchStrategy[str]:
    """Texts that a field of this length takes, quotes, commas and accents among them."""

    def allowed(text: str) -> bool:
        return len(text) >= least and text[:1] not in {"=", "-", "@", "+"} and not free_text.refusals(text)

    words = st.text(SIGNS, max_size=longest).map(lambda text: " ".join(text.split()))
    return words.filter(lambda text: allowed(text) and text.isprintable())


def several(values: Any, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some of these, each once."""
    return st.lists(values, max_size=most, unique=True).map(tuple)


def points() -> st.SearchStrategy[tuple[float, float]]:
    """Coarse points."""
    return st.tuples(st.floats(-20, 30), st.floats(35, 70)).map(lambda point: coarse(*point))


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A city, with a district or a point or both."""
    district = draw(st.sampled_from((*DISTRICTS, "")))
    city = district.partition("_")[0] or draw(st.sampled_from(demonstration.CITIES))
    lon, lat = draw(st.one_of(st.just((None, None)), points()))
    return Place(city=city, district=district, lon=lon, lat=lat)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry but a person."""
    kind = draw(st.sampled_from([Kind.INITIATIVE, Kind.ORGANISATION, Kind.DIGITAL_TOOL]))
    answer = worded(60, 1)
    tool = st.builds(Answers, left_out=answer, data=answer, afterwards=answer, intermediaries=answer)
    days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
    ties = st.builds(
        Tie,
        to=worded(80, 1),
        sector=st.sampled_from(Sector),
        proximity=st.sampled_from(Proximity),
        strength=st.integers(1, 3),
    )
    return Entry(
        id=draw(st.from_regex(r"[a-z0-9][a-z0-9-]{2,20}", fullmatch=True)),
        name=draw(worded(120, 3)),
        kind=kind,
        place=draw(places()),
        practice_profile=draw(several(st.sampled_from(Practice))),
        themes=draw(several(st.sampled_from(THEMES))),
        sdg_targets=draw(several(st.sampled_from(SDG_TARGETS))),
        target_groups=draw(several(st.sampled_from(Group))),
        start=draw(st.sampled_from(["", "2019", "2019-05"])),
        end=draw(st.sampled_from(["", ONGOING, "2026", "2026-12"])),
        funding=Funding(
            type=draw(st.sampled_from(Money)),
            months_left=draw(st.none() | st.integers(0, 240)),
            amount_band=draw(st.sampled_from(Amount)),
        ),
        volunteers_band=draw(st.sampled_from(Volunteers)),
        languages=draw(several(st.sampled_from(["en", "da", "nl", "gd", "kab"]))),
        ties=draw(several(ties)),
        indicators=draw(several(st.sampled_from(["c_pop", "p_trust"]))),
        outcome_notes=draw(worded(200)),
        source_url=draw(st.sampled_from(["", "https://example.org/a,b?c=d"])),
        contact=draw(st.sampled_from(["", "a@b.org", "+44 121 496 0000"])),
        consent=Agreement(
            status=draw(st.sampled_from([Consent.GIVEN, Consent.NOT_RECORDED, Consent.WITHDRAWN])),
            date=draw(days),
            scope=draw(worded(50)),
            contact_public=draw(st.booleans()),
        ),
        answers=draw(tool) if kind is Kind.DIGITAL_TOOL else None,
        provenance=draw(st.sampled_from([one for one in Origin if one is not Origin.DEMONSTRATION])),
        updated=draw(days),
        licence=draw(worded(60, 1)),
    )


FEW = settings(max_examples=30)
"""A register is large: fewer of them find as much."""

REGISTERS = st.lists(entries(), max_size=4, unique_by=lambda one: one.id).map(tuple)


@FEW
@given(REGISTERS)
def test_csv_json_and_entries_are_the_same(register: tuple[Entry, ...]) -> None:
    by_csv = reading.read(reading.csv_text(register)).all_or_nothing()
    assert by_csv == register
    assert reading.read(reading.json_text(by_csv)).all_or_nothing() == register
    assert reading.csv_text(by_csv) == reading.csv_text(register)


@FEW
@given(REGISTERS)
def test_only_consented_rows_leave_and_no_contact_that_is_withheld(register: tuple[Entry, ...]) -> None:
    left = reading.read(sharing.json_export(register)).entries
    assert {one.id for one in left} == {one.id for one in register if one.consent.status is Consent.GIVEN}
    own = {one.id: one for one in register}
    for one in left:
        assert one.contact == (own[one.id].contact if one.consent.contact_public else "")
    assert reading.read(sharing.csv_export(register)).entries == left


def test_the_demonstration_leaves_whole() -> None:
    assert sharing.shared(demonstration.entries()) == demonstration.entries()


def test_a_spreadsheet_of_another_language_is_read() -> None:
    text = (
        "\ufeffname;kind;place_city;id;updated;place_lon;place_lat;themes\r\n"
        '"Café; ""le pont""";initiative;DK001C;le-pont;2026-11-01;12,5871;55,6834;"living; energy"\r\n\r\n'
    )
    (entry,) = reading.read(text).all_or_nothing()
    assert entry.name == 'Café; "le pont"'
    assert (entry.place.lon, entry.place.lat) == coarse(12.5871, 55.6834)
    assert [theme.value for theme in entry.themes] == ["living", "energy"]


HEAD = "id,name,kind,place_city,updated"
GOOD = "one,One house,initiative,DK001C,2026-11-01"


@pytest.mark.parametrize(
    ("head", "row", "column", "told"),
    [
        (HEAD, "two,Two,initiativ,DK001C,2026-11-01", "kind", "“initiativ” cannot be taken.*Did you mean initiative"),
        (HEAD, "two,Two,person,DK001C,2026-11-01", "consent_status", "recorded consent"),
        (HEAD, "two,Two house,initiative,DK999C,2026-11-01", "place_city", "No city held has this code"),
        (HEAD, "two,Two house,initiative,DK001C,1.11.2026", "updated", "year-month-day"),
        (HEAD, "two,,initiative,DK001C,2026-11-01", "name", "Fill this in"),
        (HEAD, "one,One house,initiative,DK001C,2026-11-01", "id", "Another entry has this id"),
        (HEAD, "two,Two house,initiative,DK001C,2026-11-01,more", "", "6 cells under 5 columns"),
        (f"{HEAD},ties", "two,Two house,initiative,DK001C,2026-11-01,a hall", "ties", "name | sector"),
        (f"{HEAD},ties", "two,Two house,initiative,DK001C,2026-11-01,a hall|civic|city|1", "ties_sector", "civil"),
        (
            f"{HEAD},funding_months_left",
            "two,Two house,initiative,DK001C,2026-11-01,3.5",
            "funding_months_left",
            "whole",
        ),
        (
            f"{HEAD},place_district",
            "two,Two house,initiative,DK001C,2026-11-01,DK001C_99",
            "place_district",
            "No district",
        ),
        (f"{HEAD},outcome_notes", "two,Two house,initiative,DK001C,2026-11-01,mail a@b.dk", "outcome_notes", "e-mail"),
    ],
)
def test_a_fault_names_line_column_what_was_read_and_what_to_do(head: str, row: str, column: str, told: str) -> None:
    commas = "," * (head.count(",") - HEAD.count(","))
    found = reading.read(f"{head}\n{GOOD}{commas}\n{row}\n")
    assert [one.id for one in found.entries] == ["one"]
    (fault,) = found.faults
    assert (fault.line, fault.column) == (3, column)
    with pytest.raises(UploadError, match=f"Line 3.*{told.replace('|', '[|]') if '|' in told else told}"):
        found.all_or_nothing()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("id,nam\n", "No such column: “nam”"),
        ("id,id\n", "comes twice"),
        ('id,name\n"a,b\n', "cannot be cut into cells"),
        ("{", "no JSON"),
        ('{"format": "other", "version": 0, "entries": []}', "nexus-atlas-register"),
        ('{"format": "nexus-atlas-register", "version": 0}', "no list"),
        ("[" * 100_000, "no JSON|does not begin"),
    ],
)
def test_a_file_that_is_no_register_is_refused_whole(text: str, told: str) -> None:
    with pytest.raises(UploadError, match=told):
        reading.read(text)


def test_a_fault_of_json_names_the_entry() -> None:
    good = json.loads(reading.json_text(demonstration.entries()[:1]))
    bad = good["entries"][0] | {"id": "another", "colour": "red"}
    found = reading.read(json.dumps(good | {"entries": [*good["entries"], bad, 7]}))
    assert len(found.entries) == 1
    assert [str(one).partition(":")[0] for one in found.faults] == ["Entry 2, colour", "Entry 3, entries"]


def test_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ENTRIES", 2)
    found = reading.read(reading.csv_text(demonstration.entries()))
    assert len(found.entries) == 2
    assert "Only the first 2 entries" in str(found.faults[-1])


def test_the_published_schema_is_that_of_the_model() -> None:
    assert json_schema.FILE.read_text(encoding="utf-8") == json_schema.text()
    entry = json_schema.schema()["properties"]["entries"]["items"]["properties"]
    assert entry["kind"]["enum"] == [kind.value for kind in Kind]
    assert len(entry["themes"]["items"]["enum"]) == 9
    flat = {f"{name}_{one}" for name in ("place", "funding", "consent") for one in entry[name]["properties"]}
    assert flat < set(columns())


def test_the_schema_takes_what_the_model_takes_and_no_person_without_consent() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema.schema())
    jsonschema.Draft202012Validator.check_schema(json_schema.schema())
    content = json.loads(sharing.json_export(demonstration.entries()))
    assert list(validator.iter_errors(content)) == []
    for change in (
        {"kind": "person"},
        {"provenance": "form"},
        {"name": "Without its label"},
        {"themes": ["arrivals"]},
        {"place": {"city": "Birmingham"}},
        {"id": ""},
        {"answers": {"data": "kept"}},
        {"colour": "red"},
    ):
        wrong = content | {"entries": [content["entries"][0] | change]}
        assert list(validator.iter_errors(wrong)), change


@FEW
@given(REGISTERS)
def test_whatever_the_model_takes_the_schema_takes(register: tuple[Entry, ...]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema.schema())
    assert list(validator.iter_errors(json.loads(reading.json_text(register)))) == []
