"""Eurostat's answers, bytes to table: JSON-stat, TSV, errors inside a 200, and the two kinds of queue."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.catalogue import indicator
from data_sources.codes import CONF_STATUS, OBS_FLAG
from data_sources.errors import RequestRejected, SourceError, SourceUnavailable, UnexpectedPayload
from data_sources.model import Formula, Operation
from data_sources.obtain import obtain
from data_sources.sources.base import ONE_BASE
from data_sources.sources.eurostat import Eurostat
from tests.observed import Cell, cells

RECORDED = Path(__file__).parents[1] / "recorded"
EUROSTAT = Eurostat()
ASYLUM = indicator("asy_all")
DENSITY = indicator("density")


def recorded(name: str) -> bytes:
    return (RECORDED / name).read_bytes()


def asylum(**changed: object) -> bytes:
    return json.dumps({**json.loads(recorded("asylum.json")), **changed}).encode()


def tsv(*lines: str) -> bytes:
    return "\n".join(["freq,unit,geo\\TIME_PERIOD\t2021 \t2022 ", *lines]).encode()


def test_a_slice_is_asked_with_every_dimension_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ONE_BASE, raising=False)
    assert EUROSTAT.request(ASYLUM).url() == (
        "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data/migr_asyappctza?format=JSON&lang=EN"
        "&age=TOTAL&applicant=TOTAL&citizen=TOTAL&freq=A&sex=T&unit=PER"
    )


def test_operands_repeat_their_dimension() -> None:
    assert EUROSTAT.request(indicator("asy_pos")).url().endswith("&decision=POS&decision=TOTAL")


def test_json_stat() -> None:
    payload = EUROSTAT.parse(recorded("asylum.json"), ASYLUM)
    assert cells(payload.table) == {
        ("BE", "2015"): (44660, "", ""),
        ("DE", "2015"): (476620, "", ""),
        ("DE", "2016"): (745545, "p", ""),
        ("HU", "2015"): (177135, "bep", ""),
        ("HU", "2016"): (None, "p", "C"),  # withheld: kept although it has no value
    }
    assert payload.updated.startswith("2025-04-30")


def test_cells_may_come_as_lists() -> None:
    answer = asylum(value=[44660, None, 476620, 745545, 177135, None], status=["", None, "", "p", "bep", "p|C"])
    expected = cells(EUROSTAT.parse(recorded("asylum.json"), ASYLUM).table)
    assert cells(EUROSTAT.parse(answer, ASYLUM).table) == expected


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (asylum(value={}, status={}), "no value for this filter"),
        (asylum(value={"0": "many"}), "not a figure"),
        (asylum(value={"6": 1}), "outside"),
        (asylum(size=[1, 1, 1, 1, 1, 1, 2, 3]), "disagree"),
        (asylum(status={"0": "x"}), "unknown observation flag 'x'"),
        (asylum(dimension={}), "no JSON-stat"),
        (b'{"version": "2.0", "val', "damaged"),
        (b'{"class": "collection"}', "no JSON-stat"),
        (b"<root/>", "XML came"),
    ],
)
def test_another_shape_is_named(body: bytes, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        EUROSTAT.parse(body, ASYLUM)


@pytest.mark.parametrize("name", ["too_big.json", "too_big.xml"])
def test_a_refusal_inside_a_200_is_a_refusal(name: str) -> None:
    with pytest.raises(RequestRejected, match="EXTRACTION_TOO_BIG"):
        EUROSTAT.parse(recorded(name), ASYLUM)


def test_a_dimension_with_two_codes_must_be_pinned() -> None:
    answer = json.loads(recorded("asylum.json"))
    answer["dimension"]["sex"]["category"]["index"] = {"M": 0, "F": 1}
    answer["size"][3] = 2
    with pytest.raises(UnexpectedPayload, match="sex must be pinned"):
        EUROSTAT.parse(json.dumps(answer).encode(), ASYLUM)


def test_an_operand_the_answer_lacks_leaves_no_value() -> None:
    formula = Formula(operation=Operation.SUM, dimension="sex", left=("T", "UNK"))
    with pytest.raises(UnexpectedPayload, match="holds no values"):
        obtain(replace(ASYLUM, formula=formula), lambda _url, _source: recorded("asylum.json"))


def test_a_dimension_of_the_formula_the_answer_lacks_is_named() -> None:
    formula = Formula(operation=Operation.SUM, dimension="decision", left=("POS",))
    with pytest.raises(UnexpectedPayload, match="no dimension decision"):
        EUROSTAT.parse(recorded("asylum.json"), replace(ASYLUM, formula=formula))


def test_tsv() -> None:
    assert cells(EUROSTAT.parse(recorded("density.tsv"), DENSITY).table) == {
        ("BE", "2021"): (380.1, "", ""),
        ("BE", "2022"): (382.9, "b", ""),
        ("DE", "2021"): (None, "", "C"),
        ("DE", "2022"): (7.0, "p", "C"),
        ("DE", "2023"): (0.0, "n", ""),
        ("DE3", "2021"): (4121.5, "e", ""),
        ("DE3", "2023"): (4210.2, "bep", ""),
    }


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (tsv("A,PER_KM2,BE\t1.0 "), "cut short"),
        (tsv("A,PER_KM2\t1.0 \t2.0 "), "cut short"),
        (tsv("A,PER_KM2,BE\t1.0 \tKG "), "'KG' is not a figure"),
        (tsv("A,PER_KM2,BE\t1.0 \t2.0 y"), "unknown observation flag 'y'"),
        (b"geo,time,value\nBE,2021,1.0\n", "no TSV header"),
        (b"freq,unit,geo\\TIME_PERIOD\t2021 \nA,PER_KM2,\xff\t1.0 \n", "no text"),
        (b"freq,geo\\TIME_PERIOD\t2021 \nA,BE\t1.0 \n", "no dimension unit"),
    ],
)
def test_a_damaged_tsv_is_named(body: bytes, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        EUROSTAT.parse(body, DENSITY)


flag = st.lists(st.sampled_from(sorted(OBS_FLAG)), unique=True).map(lambda letters: "".join(sorted(letters)))
cell = st.tuples(st.none() | st.floats(-1e9, 1e9), flag, st.sampled_from(["", *CONF_STATUS]))


@settings(max_examples=60)
@given(
    table=st.dictionaries(
        st.tuples(st.sampled_from(["BE", "DE3", "EU27_2020"]), st.sampled_from(["1990", "2015", "2024"])),
        cell,
        min_size=1,
    )
)
def test_what_is_written_as_tsv_reads_back(table: dict[tuple[str, str], Cell]) -> None:
    periods = sorted({period for _, period in table})
    lines = ["freq,unit,geo\\TIME_PERIOD\t" + "\t".join(f"{period} " for period in periods)]
    for geo in sorted({geo for geo, _ in table}):
        written = (written_cell(*table.get((geo, period), (None, "", ""))) for period in periods)
        lines.append(f"A,PER_KM2,{geo}\t" + "\t".join(written))
    parsed = EUROSTAT.parse("\r\n".join(lines).encode(), DENSITY).table
    assert cells(parsed) == {key: held for key, held in table.items() if held != (None, "", "")}


def written_cell(value: float | None, flags: str, conf: str) -> str:
    return f"{':' if value is None else value} {flags}" + (f"@{conf}" if conf else "")


class Service:
    """Answers in turn, and remembers what it was asked and how long the asker waited."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.waits: list[float] = []

    def ask(self, url: str, source: str) -> bytes:
        """Stands for `http.fetch`."""
        assert source == "eurostat"
        self.asked.append(url.partition("/dissemination/")[2])
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def queue(status: str) -> bytes:
    return recorded("queued.xml").replace(b"SUBMITTED", status.encode())


def test_a_warning_413_is_asked_again_later() -> None:
    service = Service(recorded("later.json"), recorded("later.json"), recorded("asylum.json"))
    held = obtain(ASYLUM, service.ask, wait=service.waits.append)
    assert cells(held.table)["DE", "2015"] == (476620, "", "")
    assert len(set(service.asked)) == 1
    assert service.waits == [2.0, 4.0]


def test_a_queued_extraction_is_followed_to_its_data() -> None:
    service = Service(queue("SUBMITTED"), queue("PROCESSING"), queue("AVAILABLE"), recorded("density.tsv"))
    held = obtain(DENSITY, service.ask, wait=service.waits.append)
    ticket = "e3d39a1b-0c2e-4f6a-9b1d-5a7c81f0d2aa"
    assert service.asked == [
        "sdmx/2.1/data/demo_r_d3dens?format=TSV&compressed=true",
        f"1.0/async/status/{ticket}",
        f"1.0/async/status/{ticket}",
        f"1.0/async/data/{ticket}",
    ]
    assert cells(held.table)["BE", "2021"][0] == 380.1
    assert "async" not in held.provenance.request_url


@pytest.mark.parametrize(
    ("answers", "error", "said"),
    [
        ([queue("SUBMITTED"), queue("EXPIRED")], RequestRejected, "expired"),
        ([queue("SUBMITTED")], SourceUnavailable, "still prepares"),
        ([recorded("later.json")], SourceUnavailable, "still prepares"),
    ],
)
def test_a_queue_that_leads_nowhere_is_named(answers: list[bytes], error: type[SourceError], said: str) -> None:
    service = Service(*answers)
    with pytest.raises(error, match=said):
        obtain(DENSITY, service.ask, wait=service.waits.append)
