"""UK Home Office: people on asylum support and people resettled, by local authority and quarter, a CSV file each."""

from __future__ import annotations

import pandas as pd

from data_sources.errors import UnexpectedPayload
from data_sources.model import Indicator
from data_sources.schema import observation_table
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import csv_frame, dataflow, figures, picked

_YEAR, _QUARTER, _CODE = "Year", "Quarter", "LAD Code"
_LONDON_BOROUGH, _LONDON = "E09", "UK001C"

# fmt: off
_CITIES = dict(pair.split(":") for pair in """
E06000001:UK045C E06000002:UK110C E06000004:UK089C E06000005:UK038C E06000006:UK053C E06000007:UK084C
E06000008:UK108C E06000009:UK105C E06000010:UK025C E06000012:UK095C E06000014:UK086C E06000015:UK071C
E06000016:UK014C E06000018:UK028C E06000020:UK094C E06000021:UK026C E06000022:UK030C E06000023:UK011C
E06000026:UK069C E06000027:UK112C E06000028:UK092C E06000030:UK088C E06000031:UK097C E06000032:UK085C
E06000033:UK093C E06000034:UK031C E06000035:UK066C E06000036:UK123C E06000038:UK104C E06000039:UK118C
E06000042:UK078C E06000043:UK068C E06000044:UK022C E06000045:UK073C E06000050:UK119C E06000055:UK101C
E07000008:UK016C E07000028:UK124C E07000034:UK041C E07000041:UK017C E07000061:UK047C E07000062:UK048C
E07000066:UK091C E07000070:UK096C E07000071:UK098C E07000073:UK052C E07000078:UK121C E07000081:UK122C
E07000084:UK100C E07000086:UK128C E07000088:UK127C E07000092:UK129C E07000096:UK107C E07000103:UK126C
E07000105:UK036C E07000109:UK019C E07000110:UK106C E07000114:UK033C E07000116:UK035C E07000117:UK042C
E07000120:UK049C E07000123:UK113C E07000138:UK018C E07000145:UK043C E07000148:UK117C E07000150:UK131C
E07000153:UK132C E07000154:UK081C E07000174:UK040C E07000178:UK111C E07000192:UK046C E07000193:UK037C
E07000195:UK116C E07000199:UK051C E07000202:UK120C E07000209:UK032C E07000217:UK044C E07000219:UK034C
E07000220:UK130C E07000222:UK115C E07000226:UK125C E07000229:UK039C E07000236:UK050C E07000237:UK023C
E07000240:UK114C E07000243:UK020C E08000001:UK064C E08000002:UK087C E08000003:UK008C E08000004:UK074C
E08000005:UK079C E08000006:UK075C E08000007:UK060C E08000008:UK076C E08000009:UK077C E08000010:UK058C
E08000012:UK006C E08000013:UK090C E08000014:UK061C E08000015:UK029C E08000016:UK072C E08000017:UK059C
E08000018:UK067C E08000019:UK010C E08000021:UK013C E08000022:UK082C E08000023:UK099C E08000024:UK063C
E08000025:UK002C E08000026:UK024C E08000027:UK057C E08000028:UK062C E08000029:UK080C E08000030:UK065C
E08000031:UK027C E08000032:UK005C E08000034:UK054C E08000035:UK003C E08000036:UK056C E08000037:UK083C
N09000003:UK012C N09000005:UK138C S12000014:UK103C S12000018:UK136C S12000033:UK015C S12000036:UK007C
S12000038:UK137C S12000042:UK102C S12000044:UK055C S12000046:UK004C S12000049:UK004C S12000050:UK055C
W06000006:UK021C W06000011:UK070C W06000015:UK009C W06000022:UK109C
""".split())
# fmt: on
"""Local authority -> city of the Urban Audit of the same name, which in the United Kingdom is the same area."""


class UkSupport(AtOnce):
    """Published as a spreadsheet under a new name each quarter, so no lasting public address is known."""

    id = "uk-home-office"
    name = "UK Home Office, Immigration system statistics"
    licence = "Open Government Licence v3.0"
    service = Service(mount="uk")

    def request(self, indicator: Indicator) -> Request:
        """The whole file."""
        return Request(service=self.service, path=dataflow(indicator, self.id).code)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """People of all types of support and schemes, one row a city and quarter.

        Where the catalogue names a column `type`, a type that is counted by place only since a later quarter is a
        break there, in every city.
        """
        columns = dict(dataflow(indicator, self.id).columns)
        value, kind = columns["obs_value"], columns.get("type", "")
        frame = csv_frame(payload, self.id, (_YEAR, _QUARTER, _CODE, value, *filter(None, (kind,))))
        frame = picked(frame, indicator, self.id)
        geo = frame[_CODE].map(_CITIES).fillna("").mask(frame[_CODE].str.startswith(_LONDON_BOROUGH), _LONDON)
        rows = pd.DataFrame({"geo": geo, "time_period": frame[_YEAR] + "-Q" + frame[_QUARTER]})
        rows = rows.assign(obs_value=figures(frame[value], self.id))[geo != ""]
        if rows.empty:
            raise UnexpectedPayload("no local authority is a city of this atlas", source=self.id)
        starts = set(rows.groupby(frame[kind])["time_period"].min()) - {rows["time_period"].min()} if kind else set()
        total = rows.groupby(["geo", "time_period"], as_index=False)["obs_value"].sum(min_count=1)
        flags = ["b" if period in starts else "" for period in total["time_period"]]
        table = observation_table({str(name): total[name].to_numpy() for name in total}, raw_flags=flags)
        return Payload(table=table)
