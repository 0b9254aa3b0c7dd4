"""Rubbish in, `UploadError` or a report out: nothing else, whatever the bytes."""

from __future__ import annotations

import io
import os
import random
from pathlib import Path

import geopandas as gpd
import pytest

from data_sources.errors import UploadError
from data_sources.upload import ALL, Choices, Recipe, boundaries, cleaned, match_table, problem_list, read
from tests.data_sources.upload.files import TIDY, squares, workbook, zipped

pytestmark = pytest.mark.slow

SEEDS = (
    TIDY.encode(),
    b"geo,2015,2015_flag,2016\nDE,1,b,2\nFR,3,,:\n",
    b"indic_de,geo\\time\t2019 \t2020 \nJAN,DE\t1 \t2 b\nJAN,EU28\t: \t5 \n",
    b"Stadt;Anteil in %;Einwohner\nBerlin; 16,4 ; 3 417 225 \nHamburg;- 5,1;1 788 994\n",
    "Região;Ano;Valor\nLisboa;2020;1.234,5\nÉvora;2020;:\n".encode("cp1252"),
    b"DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\nX,Y,A:Annual,DE:Germany,2020,5,b,\n",
    b"place,lon,lat,year,value\nA,24.5,35.2,2020,5\nB,26.1,39.1,2020,7\n",
    b"Title,,\n,,\nLast update,2020,\nGEO/TIME,2018,2019\nGermany,1,:\nFrance,4,5 b\n,,\nSpecial value:,,\n",
    TIDY.encode("utf-16"),
    squares(("Mitte", "Nord")),
    workbook({"Data": [["geo", "year", "value"], ["DE", 2020, 1.5], ["FR", 2020, ":"]]}),
)
BITS = (
    b'"', b",", b";", b"\t", b"\n", b"\r", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"=1+1", b"<b>", b"1e999", b"\xe9",
    b"nan", b"inf", b":", b"{", b"2015", b"0n", "\u0663".encode(), "\u00b2".encode(), b"\\", b"'", b"-", b"EU27_2020",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-8-sig", "utf-16-le", "cp1252", "utf-32")


def mutated(payload: bytes, chance: random.Random) -> bytes:
    """The bytes with a few bits put in, taken out, doubled or written in another encoding."""
    for _ in range(chance.randrange(1, 10)):
        at, other = chance.randrange(len(payload) + 1), chance.randrange(len(payload) + 1)
        match chance.randrange(6):
            case 0:
                payload = payload[:at] + bytes([chance.randrange(256)]) + payload[at + 1 :]
            case 1:
                payload = payload[:at] + payload[at + chance.randrange(1, 30) :]
            case 2:
                payload = payload[:at] + chance.choice(BITS) + payload[at:]
            case 3:
                payload = payload[:at] + payload[other : other + 100] + payload[at:]
            case 4:
                payload = payload[:at] + chance.randbytes(chance.randrange(1, 15)) + payload[at:]
            case _ if chance.random() < 0.1:
                payload = payload.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")
    return payload


def rubbish(chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return chance.randbytes(chance.randrange(300))
    signs = 'geo time,;\t\n"2015DEFR:.-=1234567890 \u00e9\u00df\r\x00{}[]'
    return "".join(chance.choices(signs, k=chance.randrange(1, 300))).encode()


def survive(first: int, last: int) -> int:
    """Reads that many inputs; how many gave a report. Any error but `UploadError` goes up with its input's number."""
    reports = 0
    for number in range(first, last):
        chance = random.Random(number)  # noqa: S311  no secret
        payload = rubbish(chance) if chance.random() < 0.2 else mutated(chance.choice(SEEDS), chance)
        choices = Choices(accepted=(ALL,)) if chance.random() < 0.3 else Choices()
        try:
            report = read("file", payload, choices)
        except UploadError:
            continue
        exports = (cleaned(report), problem_list(report), match_table(report), Recipe.of(report).write())
        assert all(exports), number
        assert Recipe.read(exports[-1]).choices.decimal == choices.decimal, number
        assert report.described()["rows"] == report.rows, number
        reports += 1
    return reports


def test_mutated_files_and_rubbish_give_a_report_or_a_refusal() -> None:
    assert survive(0, 600) > 100


def test_damaged_shapes_are_shapes_or_refused(tmp_path: Path) -> None:
    frame = gpd.read_file(io.BytesIO(squares(("A", "B")))).to_crs("EPSG:3035")
    frame.to_file(tmp_path / "shapes.shp")
    parts = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    frame.to_file(tmp_path / "shapes.gpkg")
    package, came = (tmp_path / "shapes.gpkg").read_bytes(), 0
    for number in range(300):
        chance = random.Random(number)  # noqa: S311  no secret
        name = chance.choice(sorted(parts))
        payload = mutated(package, chance) if number % 2 else zipped(parts | {name: mutated(parts[name], chance)})
        try:
            came += len(boundaries("shapes", payload).frame) > 0
        except UploadError:
            continue
    assert came > 10


@pytest.mark.slow
def test_many_more_of_them() -> None:
    """As many as NEXUS_ATLAS_FUZZ says: 100,000 for a release."""
    n = int(os.environ.get("NEXUS_ATLAS_FUZZ", "3000"))
    assert survive(1_000, 1_000 + n) > n // 10
