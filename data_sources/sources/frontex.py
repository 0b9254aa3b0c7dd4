"""Frontex: detections at the external border by route, nationality and month, one CSV file.

The same person may be detected more than once, so these are detections and not people.
"""

from __future__ import annotations

import pandas as pd

from data_sources.model import Indicator
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import countries, csv_frame, dataflow, figures, picked, summed, translated

_ROUTE, _NATIONALITY, _MONTH, _VALUE = "Route", "NationalityISO3", "Month", "Detections"

_ROUTES = {
    "Black Sea Route": "R_BLACKSEA",
    "Central Mediterranean Route": "R_CMED",
    "Circular Route from Albania to Greece": "R_ALBGR",
    "Eastern Borders Route": "R_EBORDER",
    "Eastern Mediterranean Route": "R_EMED",
    "Other": "R_OTHER",
    "Western African Route": "R_WAFR",
    "Western Balkan Route": "R_WBALKAN",
    "Western Mediterranean Route": "R_WMED",
}
_NO_COUNTRY = {"OOO": "UNK", "OOS": "OOS", "STL": "STLS"}
"""Frontex counts people of unknown nationality, of an unstated one south of the Sahara, and stateless ones."""


class Frontex(AtOnce):
    """Publishes a new file under a new name each month, so no lasting public address is known."""

    id = "frontex"
    name = "Frontex"
    licence = "Reuse with attribution (Source: Frontex)"
    service = Service(mount="frontex")

    def request(self, indicator: Indicator) -> Request:
        """The whole file."""
        return Request(service=self.service, path=dataflow(indicator, self.id).code)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """One row a nationality, route and month; land and sea are summed unless the key picks one."""
        frame = csv_frame(payload, self.id, (_ROUTE, _NATIONALITY, _MONTH, _VALUE))
        frame = picked(frame, indicator, self.id)
        rows = pd.DataFrame(
            {
                indicator.formula.dimension: translated(frame[_NATIONALITY], countries() | _NO_COUNTRY, self.id),
                "geo": translated(frame[_ROUTE], _ROUTES, self.id),
                "time_period": frame[_MONTH],
                "obs_value": figures(frame[_VALUE], self.id),
            }
        )
        return Payload(table=summed(rows))
