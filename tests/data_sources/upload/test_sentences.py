"""Every sentence of a report can be said in another language: none is a plain text, and the collector finds each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.language import language
from dashboard.locale.collect import messages
from dashboard.upload import words
from dashboard.words import ONE_PLACE
from data_sources.errors import UploadError
from data_sources.model import Level
from data_sources.sentences import NOTHING, english, several, told
from data_sources.upload import Choices, Report, Told, boundaries, read
from tests.data_sources.upload.files import squares, text, workbook, zipped

FILES = (
    "geo,date,value\nDE,03/04/2024,10\nFR,soon,2 x\nItly,05/06/2024,3*\nGR,2013/14,7\nUK,2024,nothing\nEU27,2024,1\n",
    "geo,date,value\nDE,03/14/2024,10\nDE,03/14/2024,11\nFR,03/14/2024,5\nFR,03/14/2024,5\n",
    "INSEE commune,year,value\n75056,2020,1\n69123,2020,2\n13055,2020,3\n",
    "cpro,year,value\n08,2020,1\n28,2020,2\n35,2020,3\n",
    "codice_regione,year,value\n01,2020,1\n03,2020,2\n04,2020,3\n",
    "cities,label,year,value\nNL002C,Amsterdam,2020,1\nNL003C,Rotterdam,2020,2\n",
    "geo,year,value\nDE111,2020,1\nDE112,2020,2\nDEG0Q,2020,3\nITG29,2020,4\nDE,2020,5\n",
    "GEO,year,value\nPiemonte,2020,1\nValle d'Aosta,2020,2\nValle d'Aosta,2020,3\n",
    'geo;year;value\nDE;2020;"1,234"\nFR;2020;"2,345"\n',
    "lon,lat,year,value\n2.17,41.39,2020,4\n-30,45,2020,6\n2.25,41.40,2020,1\n999,1,2020,2\n",
    "geo,sex,value,other\nDE,M,3,5\nDE,F,2,8\nFR,F,2,8\n,,1,1\nIT,M,4,5,6\n",
    "Stadtteil,Jahr,Wert\nAltstadt,2020,1\nHorn,2020,2\nHamburg,2020,3\nCranz,2020,4\n",
)
SHAPED = b"quarter,year,value\nNorth,2020,3\nSouth,2020,2000\nWest,2020,5\n"


def reports() -> Iterator[Report]:
    for file in FILES:
        yield text(file, Choices(gather="nuts3" if "lon" in file else ""), name="hamburg.csv")
    yield read("quarters.csv", SHAPED, None, boundaries("q.geojson", squares(["North", "South", "South"])))
    yield read("book.xlsx", workbook({"One": [["geo", "2020"], ["DE", 1], ["FR", 2]], "Two": [["a"], ["b"]]}))


def sentences() -> list[str]:
    """All that the reports of these files say."""
    found: list[str] = []
    for one in reports():
        found += [problem.fix for problem in one.problems]
        found += [said for match in one.matches for said in (match.how, match.reason) if said]
    return found


REFUSED = (
    b"", b" ", b"%PDF-1.4", b"PAR1", b"\xd0\xcf\x11\xe0abc", b"<!doctype html>", b"{", b"[]", b'{"a": 1}', b"a,b\n",
    b"a b c\nd e f\n", b'geo,year\n"DE,2020\n' * 30, b"geo,value\nDE,1\x00\x00\x00\x00\n\x00\x00\x00",
    b"\x1f\x8bnothing", b"PK\x03\x04nothing", zipped({"a.csv": b"x", "b.csv": b"y"}), b"SQLite format 3\x00",
)  # fmt: skip
CHOSEN = (
    Choices(sheet="None"), Choices(place="None"), Choices(measure="None"), Choices(pins=(("None", "x"),)),
    Choices(encoding="None"), Choices(delimiter="ab"), Choices(pins=(("sex", "X"),)),
)  # fmt: skip


def refusals() -> list[UploadError]:
    found = []
    for payload in REFUSED:
        with pytest.raises(UploadError) as caught:
            read("file", payload)
        found.append(caught.value)
    for choices in CHOSEN:
        payload = workbook({"One": [["geo", "2020"], ["DE", 1]]}) if choices.sheet else FILES[10].encode()
        with pytest.raises(UploadError) as caught:
            read("file", payload, choices)
        found.append(caught.value)
    return found


def templates(text: object) -> Iterator[str]:
    """The templates of a sentence and of the sentences in its gaps."""
    for one in text if isinstance(text, tuple) else (text,):
        if isinstance(one, Told):
            yield one.message
            for value in one.values.values():
                yield from templates(value)


def collected() -> set[str]:
    return {one if isinstance(one, str) else one[0] for one in messages()}


def test_every_sentence_is_made_of_a_template_that_the_collector_finds() -> None:
    said = sentences()
    assert len(set(said)) > 40
    assert [one for one in said if not isinstance(one, Told)] == []
    assert {one for text in said for one in templates(text)} - {""} <= collected()


def test_every_refusal_is_too() -> None:
    said = [error.message for error in refusals()]
    assert len(set(said)) > 15
    assert [one for one in said if not isinstance(one, Told)] == []
    assert {one for text in said for one in templates(text)} - {""} <= collected()


def test_in_english_the_interface_says_what_the_command_says_but_for_numbers() -> None:
    say = language("en")
    for one in sentences():
        shown = words.told(one, say).replace("\u202f", ",").replace("\u2212", "-")
        levels = {str(level): name for level, name in ONE_PLACE.items()}
        assert shown == one or any(level in one for level in levels), one


def test_a_sentence_is_english_with_its_parts() -> None:
    inner = told("line {line}", line=12_345)
    outer = told("{where}: {level}, {values}", where=inner, level=Level.NUTS3, values=("a", 0.5))
    assert (outer, outer.values["where"]) == ("line 12,345: nuts3, a, 0.5", inner)
    assert words.told(outer, language("en")) == "line 12\u202f345: small region, a, 0.5"
    assert words.told(outer, language("fr")).endswith("a, 0,5")


@pytest.mark.parametrize(("n", "said"), [(1, "1 cat"), (2, "2 cats"), (2_000, "2,000 cats")])
def test_a_plural_follows_its_number(n: int, said: str) -> None:
    found = several("{n} cat", "{n} cats", n)
    assert found == said
    assert words.told(found, language("en")) == said.replace(",", "\u202f")


def test_braces_of_a_file_fill_gaps_and_make_none() -> None:
    found = told("read {text}", text="{line} {0}")
    assert words.told(found, language("en")) == found == "read {line} {0}"
    assert english(NOTHING) == ""
