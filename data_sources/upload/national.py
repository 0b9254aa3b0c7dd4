"""National code schemes: those with a correspondence that is held, and the names of those without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from data_sources import geography
from data_sources.geography import plain_name
from data_sources.sentences import NOTHING, Told, told
from data_sources.upload import national_codes as tables

_LEAST = 0.8
_END = r"($|[^a-z])"
_START = r"(^|[^a-z])"

_TRENTINO = told("two NUTS 2 regions (Bolzano ITH1, Trento ITH2); one figure cannot be split")
_MAZOWIECKIE = told("two NUTS 2 regions (PL91, PL92); one figure cannot be split")
_LAS_PALMAS = told("three NUTS 3 regions (ES704, ES705, ES708); one figure cannot be split")
_TENERIFE = told("four NUTS 3 regions (ES703, ES706, ES707, ES709); one figure cannot be split")

SPLIT = {
    "trentino alto adige": _TRENTINO,
    "trentino alto adige sudtirol": _TRENTINO,
    "las palmas": _LAS_PALMAS,
    "palmas las": _LAS_PALMAS,
}
"""Plain name of a region that is several here -> why it cannot be joined."""


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A list of codes: `hint` is what its columns are called, `pattern` its codes, `meaning` what they mean here.

    `split` are codes whose place is several here, with the reason why they cannot be joined.
    """

    name: Told
    hint: re.Pattern[str]
    pattern: re.Pattern[str]
    meaning: Callable[[], Mapping[str, str]] = dict
    split: Mapping[str, Told] = field(default_factory=dict)

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Code of the scheme -> code here; empty where no correspondence is held."""
        return self.meaning()

    @cached_property
    def digits(self) -> tuple[int, ...]:
        """How long the codes are."""
        return tuple(sorted({len(code) for code in self.codes}))

    def known(self, text: str) -> str:
        """The code of the scheme that a text is, noughts before it added; empty for none."""
        bare = text.strip()
        forms = [bare, *(bare.zfill(n) for n in self.digits)]
        return next((form for form in forms if form in self.codes or form in self.split), "")

    def fits(self, header: str, texts: list[str]) -> bool:
        """True where nearly all of these texts are written like its codes, and are some of them if these are held."""
        if not texts or not self.hint.search(header.strip()):
            return False
        written = sum(bool(self.pattern.fullmatch(text)) for text in texts)
        held = sum(bool(self.known(text)) for text in texts) if self.codes else written
        return min(written, held) >= _LEAST * len(texts)


def _scheme(
    name: Told,
    hint: str,
    pattern: str,
    codes: Mapping[str, str] | Callable[[], Mapping[str, str]] | None = None,
    split: Mapping[str, Told] | None = None,
) -> Scheme:
    meaning = codes if callable(codes) else lambda: codes or {}
    return Scheme(
        name=name,
        hint=re.compile(hint, re.IGNORECASE),
        pattern=re.compile(pattern),
        meaning=meaning,
        split=split or {},
    )


_REGION = rf"{_START}r[eé]g(ion|ione)?s?{_END}"
_KEY = r"ags|ars|schl[uü]e?ssel|kennziffer|gemeinde"
_LAND = r"bundesland|land(es)?_?(nr|kz|code|id|schl)|^land$"
_PROVINCE = r"provin[cz]"

SCHEMES = (
    _scheme(told("ISTAT regions"), r"istat|codice ?reg|cod_?reg|regione", r"\d{1,2}", tables.ISTAT, {"04": _TRENTINO}),
    _scheme(told("INSEE regions"), rf"{_REGION}|insee", r"\d{1,2}", tables.REGIONS),
    _scheme(told("INSEE regions until 2015"), rf"{_REGION}|insee", r"\d{1,2}", tables.OLD_REGIONS),
    _scheme(told("INSEE départements"), r"d[eé]p|insee", r"\d{1,2}|2[AB]|97\d", tables.departements),
    _scheme(
        told("INE provinces"), rf"{_START}ine{_END}|cod\w*prov|cpro|{_PROVINCE}", r"\d{1,2}", tables.provinces_of_spain,
        {"35": _LAS_PALMAS, "38": _TENERIFE},
    ),
    _scheme(
        told("INE autonomous communities"), r"ccaa|cod_?auto|codauto|comunidad|aut[oò]n", r"\d{1,2}", tables.COMMUNITIES
    ),
    _scheme(told("ISTAT provinces"), rf"istat|cod\w*prov|{_PROVINCE}", r"\d{1,3}", tables.provinces_of_italy),
    _scheme(told("Austrian Länder"), rf"{_LAND}|gkz", r"[1-9]", tables.AUSTRIA),
    _scheme(told("AGS of Länder (Germany)"), rf"{_KEY}|{_LAND}", r"\d{1,2}", tables.LAENDER),
    _scheme(
        told("AGS of Regierungsbezirke (Germany)"), rf"{_KEY}|bezirk|{_START}rb{_END}", r"\d{2,3}",
        tables.DISTRICTS_OF_LAENDER,
    ),
    _scheme(told("CBS provinces"), r".*", r"PV\d{2}", tables.DUTCH),
    _scheme(told("TERYT voivodeships"), r"teryt|woj|kod", r"\d{1,2}", tables.POLISH, {"14": _MAZOWIECKIE}),
    _scheme(told("SCB counties"), rf"{_START}l[aä]n(s?kod)?{_END}", r"\d{1,2}", tables.SWEDISH),
    _scheme(told("GSS codes of UK regions"), r".*", r"[EWSN](12|92)\d{6}", tables.BRITISH),
    _scheme(told("ISTAT municipalities"), r"istat|codice ?com\w*|cod_?com|pro_?com", r"\d{6}"),
    _scheme(told("AGS (Germany)"), rf"{_KEY}|kreis", r"\d{5}|\d{8}|\d{12}"),
    _scheme(told("NIS codes (Belgium)"), rf"{_START}nis|refnis|{_START}ins{_END}", r"\d{5}"),
    _scheme(told("Municipal codes of Austria"), rf"gkz|{_START}gem", r"\d{5}"),
    _scheme(told("INSEE communes"), r"insee|code_?com\w*|codgeo|com", r"\d[\dAB]\d{3}"),
    _scheme(told("INE municipalities"), rf"{_START}ine{_END}|codi(go)?_?mun\w*|cmun|municip\w*", r"\d{5}"),
    _scheme(told("CBS regions"), r"cbs|gm_?code|gemeente\w*|region\w*", r"(GM|WK|BU)\d{2,8}"),
    _scheme(told("LAU"), r"lau\w*|lau_?id|gisco_?id", r"([A-Z]{2}_)?[A-Z0-9]{3,13}"),
    _scheme(told("UK GSS codes"), r".*", r"[EWSNK]\d{8}"),
    _scheme(told("TERYT"), r"teryt|kod|gmin|powiat", r"\d{7}|\d{4}|\d{2}"),
    _scheme(told("DICOFRE (Portugal)"), r"dico|dtmn|concelho|freguesia", r"\d{4}|\d{6}"),
    _scheme(told("Municipal numbers of a Nordic country"), r"kommun|kunta|kom_?(nr|kode)", r"\d{3,4}"),
    _scheme(told("BFS numbers (Switzerland)"), r"bfs|gde|gmde", r"\d{1,4}"),
)  # fmt: skip


def scheme(header: str, texts: Iterable[str]) -> Scheme | None:
    """The national scheme that a column's codes belong to, by its header and their form."""
    held = [text.strip() for text in texts if text.strip()]
    return next((one for one in SCHEMES if one.fits(header, held)), None)


def translate(one: Scheme, text: str) -> str:
    """The code of this atlas for a code of the scheme, or empty."""
    return one.codes.get(one.known(text), "")


def of_district(text: str, city: str = "") -> str:
    """The code of a neighbourhood by its portal's own code: nation-wide ones anywhere, short ones in a known city."""
    bare = text.strip().upper()
    table = geography.districts()
    if not bare:
        return ""
    for code in table.loc[table["city"] == city, "code"] if city else ():
        if code.partition("_")[2] == bare:
            return str(code)
    if re.fullmatch(r"[EWSN]\d{8}", bare):
        found = table.loc[table["code"].str.endswith(f"_{bare}"), "code"]
        return str(found.iloc[0]) if len(found) else ""
    return ""


def split(text: str, one: Scheme | None) -> Told:
    """Why a region's figure cannot be joined: it is several regions here. Empty for any other."""
    if one is not None and one.known(text) in one.split:
        return one.split[one.known(text)]
    return SPLIT.get(plain_name(text), NOTHING)
