"""The twins of the pictures as tables of text, and the file to download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite, nan

import pandas as pd

from analysis.status import Point
from analysis.trend import Trend
from dashboard import citation
from dashboard.language import Language
from dashboard.sdg11 import position, text
from dashboard.sdg11.figures import UNION
from dashboard.sdg11.standing import Standing
from dashboard.tables import aligned
from dashboard.text import plain


def strip(one: Standing, say: Language) -> pd.DataFrame:
    """Every country of the strip, highest first, with the Union's line."""
    values = one.figures.countries(one.year or 0) | ({UNION: one.union} if isfinite(one.union) else {})
    ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    figures = aligned([plain(value, one.entry, say) for _, value in ordered])
    index = pd.Index([text.place_name(code, say) for code, _ in ordered], name=say("Place"))
    return pd.DataFrame({say(one.entry.unit.name).capitalize(): figures}, index=index)


def course(one: Standing, say: Language) -> pd.DataFrame:
    """The place and the Union year by year, newest first."""
    codes = list(dict.fromkeys((one.place, UNION)))
    lines = {code: one.figures.series.get(code, {}) for code in codes}
    years = sorted({year for line in lines.values() for year in line}, reverse=True)
    columns = {
        text.place_name(code, say): aligned([plain(line.get(year, nan), one.entry, say) for year in years])
        for code, line in lines.items()
    }
    return pd.DataFrame(columns, index=pd.Index([str(year) for year in years], name=say("Year")))


def quadrant(points: Mapping[str, Point], say: Language) -> pd.DataFrame:
    """Every country of the quadrants: progress, status, and the field it lies in."""
    ordered = sorted(points.items(), key=lambda item: say.country(item[0]))
    return pd.DataFrame(
        {
            say("Progress, % a year"): aligned([say.number(one.progress_pc, 1) for _, one in ordered]),
            say("Status, points from the EU"): aligned([say.number(one.status) for _, one in ordered]),
            say("Field"): [position.quadrant_name(one.quadrant, say) for _, one in ordered],
        },
        index=pd.Index([say.country(code) for code, _ in ordered], name=say("Place")),
    )


def download(standings: Sequence[Standing], say: Language, link: str = "") -> bytes:
    """The overview as CSV: one row an indicator, with both trends, the distance, source and licence."""
    table = pd.DataFrame([_record(one, say) for one in standings])
    return citation.stamped(table, link).to_csv(index=False).encode("utf-8-sig")


def _record(one: Standing, say: Language) -> dict[str, object]:
    found, origin = one.distance, one.figures.provenance
    return {
        "sdg_target": one.entry.sdg_target,
        "indicator": one.entry.id,
        "title": say(one.entry.title),
        "place": one.place,
        "time_period": one.year,
        "obs_value": one.value,
        "obs_flag": one.flag,
        "unit": one.entry.unit.name,
        "eu_value": one.union,
        **_trend("long", one.long),
        **_trend("short", one.short),
        "target": found.target if found else None,
        "target_basis": found.basis.value if found else "",
        "distance_steps": found.steps if found else None,
        "peers": found.peers if found else None,
        "source": origin.source,
        "dataflow": origin.dataflow,
        "retrieved_at": origin.retrieved_at.isoformat(),
        "licence": origin.licence,
    }


def _trend(name: str, one: Trend) -> dict[str, object]:
    return {
        f"{name}_since": one.since if one.verdict else None,
        f"{name}_until": one.until if one.verdict else None,
        f"{name}_cagr_pc": one.cagr_pc,
        f"{name}_required_pc": one.required_pc,
        f"{name}_ratio_pc": one.ratio_pc,
        f"{name}_verdict": one.verdict.value if one.verdict else "",
        f"{name}_refusal": one.refusal.value if one.refusal else "",
    }
