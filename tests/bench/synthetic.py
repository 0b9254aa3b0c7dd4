"""Bodies of data sets in Eurostat's formats: a synthetic one of five million cells, and any TSV as JSON-stat.

The figures of the synthetic one are drawn at random over real codes of places; they say nothing about anything.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data_sources.codes import split_flag
from data_sources.geography import regions

SYNTHETIC = "synthetic_5m"
_SEED = 4
_PERIODS = [str(year) for year in range(1996, 2024)]
_FLAGS = ("", "p", "e", "b", "u", "d", "bep", "@C", "p@C")
_FLAGGED, _MISSING = 0.04, 0.06
_AGES = 30


@dataclass(frozen=True)
class Body:
    """A data set: its code and its TSV."""

    code: str
    tsv: str

    @cached_property
    def names(self) -> list[str]:
        """The dimensions without time."""
        return self.tsv.partition("\\")[0].split(",")

    @cached_property
    def packed(self) -> bytes:
        """The TSV as it goes over the wire."""
        return gzip.compress(self.tsv.encode(), 6)

    @cached_property
    def expected(self) -> dict[str, float]:
        """What a loader must find: rows that say something, values, their sum, flag letters, withheld cells."""
        found = {"rows": 0, "values": 0, "sum": 0.0, "flags": 0, "withheld": 0}
        letters: dict[str, tuple[int, int]] = {}
        for line in self._lines():
            for cell in line.split("\t")[1:]:
                value, _, raw = cell.partition(" ")
                if raw not in letters:
                    flag, conf = split_flag(raw)
                    letters[raw] = len(flag), len(conf)
                flags, withheld = letters[raw]
                found["rows"] += value != ":" or flags + withheld > 0
                found["flags"] += flags
                found["withheld"] += withheld
                if value != ":":
                    found["values"] += 1
                    found["sum"] += float(value)
        return dict(found)

    def json_stat(self) -> bytes:
        """The same as JSON-stat 2.0, cells as sparse objects, as Eurostat writes them."""
        head = self.tsv.partition("\r\n")[0]
        periods = [period.strip() for period in head.split("\t")[1:]]
        keys = [line.partition("\t")[0].split(",") for line in self._lines()]
        codes = [sorted({key[place] for key in keys}) for place in range(len(self.names))] + [periods]
        sizes = [len(held) for held in codes]
        place = [{code: number for number, code in enumerate(held)} for held in codes]
        value: list[str] = []
        status: list[str] = []
        for key, line in zip(keys, self._lines(), strict=True):
            start = 0
            for number, code in enumerate(key):
                start = start * sizes[number] + place[number][code]
            for cell_at, cell in enumerate(line.split("\t")[1:], start * sizes[-1]):
                figure, _, raw = cell.partition(" ")
                if figure != ":":
                    value.append(f'"{cell_at}":{figure}')
                if raw:
                    status.append(f'"{cell_at}":"{raw.replace("@", "|")}"')
        names = [*self.names, "time"]
        dimension = {
            name: {"label": name, "category": {"index": place[n], "label": {code: code for code in codes[n]}}}
            for n, name in enumerate(names)
        }
        about = json.dumps(
            {
                "version": "2.0",
                "class": "dataset",
                "label": self.code,
                "id": names,
                "size": sizes,
                "dimension": dimension,
            }
        )
        return f'{about[:-1]},"value":{{{",".join(value)}}},"status":{{{",".join(status)}}}}}'.encode()

    def _lines(self) -> list[str]:
        return self.tsv.rstrip("\r\n").split("\r\n")[1:]


def synthetic() -> Body:
    """Three sexes, thirty ages, every region of NUTS 2021 and every country, 28 years."""
    random = np.random.default_rng(_SEED)
    held = regions()
    places = sorted(set(held.loc[(held["vintage"] == "2021") & ~held["level"].isin(["city", "fua"]), "code"]))
    lines = ["freq,unit,sex,age,geo\\TIME_PERIOD\t" + "\t".join(f"{period} " for period in _PERIODS)]
    for sex in "FMT":
        for age in range(_AGES):
            cells = _cells(random, len(places))
            lines += [f"A,NR,{sex},Y{age},{geo}\t{row}" for geo, row in zip(places, cells, strict=True)]
    return Body(SYNTHETIC, "\r\n".join(lines) + "\r\n")


def _cells(random: np.random.Generator, count: int) -> list[str]:
    """The cells of `count` series: every second one in whole numbers, the others with two decimals."""
    shape = (count, len(_PERIODS))
    values = np.round(random.lognormal(8, 2, shape), 2)
    flags = np.where(random.random(shape) < _FLAGGED, random.integers(1, len(_FLAGS), shape), 0)
    missing = (random.random(shape) < _MISSING) | (flags == _FLAGS.index("@C"))
    texts = [(np.rint(row).astype(int) if at % 2 else row).tolist() for at, row in enumerate(values)]
    return [
        "\t".join(f"{':' if gone else value} {_FLAGS[flag]}" for value, flag, gone in zip(*series, strict=True))
        for series in zip(texts, flags.tolist(), missing.tolist(), strict=True)
    ]
