"""The form of eight fields: any text gives an entry that goes through file and store unchanged, or a clear fault."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources import geography
from data_sources.register import form, free_text, json_schema, reading, sharing, store
from data_sources.register.flat import nested
from data_sources.register.form import Fault, Written
from data_sources.register.vocabulary import THEMES, Consent, Kind

DAY = date(2026, 11, 22)
GOOD = Written(
    name="Corner library",
    kind="initiative",
    city="UK002C",
    district="UK002C_E05011171",
    themes=("participation", "digital"),
    what="Lends books and tools on Saturdays.",
    contact="anna@library.example, 0161 496 0000",
    consent=True,
)
TEXTS = st.text(max_size=80) | st.sampled_from(
    ["@home", "=1+1", "12 rue de la Paix", "a@b.example", "\ud800x", " ", "\x00"]
)
PLACES = {"UK002C": ["", "UK002C_E05011171", "DK001C_3"], "DK001C": ["", "DK001C_3"], "XX999C": [""], "": [""]}


@st.composite
def forms(draw: st.DrawFn) -> Written:
    """What anybody, or a program, may send."""
    city = draw(st.sampled_from(sorted(PLACES)))
    return Written(
        name=draw(TEXTS),
        kind=draw(st.sampled_from([*Kind, "robot", ""])),
        city=city,
        district=draw(st.sampled_from(PLACES[city])),
        themes=draw(st.lists(st.sampled_from([*(one.value for one in THEMES), "arrivals"]), max_size=6)),
        what=draw(TEXTS),
        contact=draw(TEXTS),
        consent=draw(st.booleans()),
    )


def test_the_form_has_at_most_eight_fields() -> None:
    assert len(form.FIELDS) == len(fields(Written)) == 8


@settings(max_examples=150)
@given(forms())
def test_a_form_gives_an_entry_or_faults_and_never_fails(written: Written) -> None:
    found = form.read(written, DAY)
    assert (found.entry is None) is bool(found.faults)
    assert set(found.faults) <= set(form.FIELDS)
    assert "consent" in found.faults or written.consent
    if found.entry is not None:
        assert not free_text.refusals(found.entry.name)
        assert not free_text.refusals(found.entry.outcome_notes)


@settings(max_examples=60)
@given(name=TEXTS, what=TEXTS, contact=TEXTS, kind=st.sampled_from(Kind), city=st.sampled_from(["UK002C", "DK001C"]))
def test_what_is_taken_goes_through_json_and_csv_unchanged(
    name: str, what: str, contact: str, kind: Kind, city: str
) -> None:
    told = replace(GOOD, name=f"A {name}", what=f"It {what}", contact=contact, kind=kind.value, city=city, district="")
    entry = form.read(told, DAY).entry
    if entry is None:
        return
    text, number = form.as_file(entry)
    assert reading.read(text).all_or_nothing() == (entry,)
    assert reading.read(reading.csv_text((entry,))).all_or_nothing() == (entry,)
    assert store.reference(reading.read(text).entries) == number
    assert entry.consent.status is Consent.GIVEN
    assert sharing.shared((entry,))[0].contact == ""


def test_a_good_form_is_accepted_by_the_store(tmp_path: Path) -> None:
    entry = form.read(GOOD, DAY).entry
    assert entry is not None
    assert store.accept((entry,), DAY, tmp_path).added == 1
    assert store.entries(tmp_path) == (entry,)
    assert "anna@library.example" not in store.export(tmp_path)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("name", "", Fault.NEEDED),
        ("name", " \n ", Fault.NEEDED),
        ("name", "ab", Fault.SHORT),
        ("name", "a" * 121, Fault.LONG),
        ("name", "=SUM(A1)", Fault.FORMULA),
        ("what", "Write to anna@example.org.", Fault.EMAIL),
        ("what", "Call 0161 496 0000.", Fault.TELEPHONE),
        ("what", "We meet at 10 Downing Street.", Fault.ADDRESS),
        ("what", "", Fault.NEEDED),
        ("contact", "@handle", Fault.FORMULA),
        ("contact", "a" * 201, Fault.LONG),
        ("kind", "robot", Fault.UNKNOWN),
        ("city", "UK999C", Fault.UNKNOWN),
        ("city", "", Fault.NEEDED),
        ("district", "DK001C_3", Fault.UNKNOWN),
        ("themes", (), Fault.NEEDED),
        ("themes", ("arrivals",), Fault.UNKNOWN),
        ("themes", ("energy", "digital", "mobility", "living", "economy"), Fault.MANY),
        ("consent", False, Fault.CONSENT),
    ],
)
def test_each_field_says_what_is_wrong_with_it(field: str, value: object, fault: Fault) -> None:
    written = replace(GOOD, **{field: value})  # type: ignore[arg-type]  # as the table names it
    expected = {field: fault} | ({"district": Fault.UNKNOWN} if field == "city" else {})
    assert form.read(written, DAY).faults == expected


def test_a_contact_may_be_an_address_or_a_number_and_is_withheld() -> None:
    entry = form.read(GOOD, DAY).entry
    assert entry is not None
    assert entry.contact == GOOD.contact
    assert not entry.consent.contact_public


def test_two_of_one_name_have_two_ids_and_one_sent_twice_has_one() -> None:
    ids = [
        form.read(one, DAY).entry
        for one in (GOOD, GOOD, replace(GOOD, what="Lends tools."), replace(GOOD, name="図書館の集い"))
    ]
    first, again, other, named = [one.id for one in ids if one is not None]
    assert first == again != other
    assert first.startswith("corner-library-")
    assert named.startswith("entry-")


def test_a_tool_of_the_form_has_its_four_answers_not_stated() -> None:
    entry = form.read(replace(GOOD, kind="digital_tool"), DAY).entry
    assert entry is not None
    assert entry.answers is not None
    assert entry.answers.data == "not stated"


def test_neighbourhoods_are_of_one_division_of_the_city_and_sorted() -> None:
    found = form.districts("UK002C")
    table = geography.districts_of("UK002C")
    assert set(table.loc[list(found), "vintage"]) == {"UK002C-wards"}
    assert list(found.values()) == sorted(found.values())
    assert form.districts("BE003C") == {}


def test_an_entry_of_the_form_keeps_the_published_schema() -> None:
    entry = form.read(GOOD, DAY).entry
    assert entry is not None
    known = json_schema.schema()["properties"]["entries"]["items"]["properties"]
    assert set(nested(entry)) == set(known)
