"""What the header of a column says about it, in the languages and habits that files come in."""

from __future__ import annotations

import re

TIME = re.compile(
    r"(time|time[_ ]?period|period|periode|période|periodo|year|years|jahr|anno|annee|année|año|any|ano|rok|vuosi|år|"
    r"date|data|datum|fecha|month|monat|mese|mois|mes|quarter|quartal|data[_ ]report|ref[_ ]date|reporting[_ ]date)",
    re.IGNORECASE,
)
VALUE = re.compile(
    r"(obs[_ ]?value|values?|val|wert|werte|valeur|valore|valor|observation value|figure|count|anzahl|number|n|total)",
    re.IGNORECASE,
)
FLAG = re.compile(r"(obs[_ ]?flag|flags?|flag and footnotes|obs[_ ]?status|status|footnotes?)", re.IGNORECASE)
CONF = re.compile(r"conf[_ ]?status|confidentiality( status.*)?", re.IGNORECASE)
FLAG_OF = re.compile(r"(.+?)[ _\-.]*\(?flags?\)?", re.IGNORECASE)
PLACE = re.compile(
    r"(geo|geo[_ \\/].*|.*nuts.*|cities|city|metroreg|country|countries|land|länder|pays|paese|país|region|régions?|"
    r"regione|región|regió|territor\w*|bundesland|provinc\w*|comunidad.*|place|area|stadtgebiet|stadtteil|bezirk|district|barri|municipi\w*|ort|name|"
    r"location|ref[_ ]?area|territorio|gemeinde|commune|comune|fua|iso.*|cntr.*|urau.*|geo[_ ]?code)",
    re.IGNORECASE,
)
NO_PLACE = re.compile(r"(citizen|nationality|c_birth|country of birth|origin|partner|c_dest|language)", re.IGNORECASE)
CODE = re.compile(
    r"(.*(code|codice|codi|código|kode|schlüssel|schluessel|kennziffer)\w*.*|id|.*_id|nr|ags|ars|istat|insee|lau\w*|ine|"
    r"cod_\w+|dep|d[eé]partement|cpro|ccaa|codauto|teryt|woj\w*|refnis|gkz|"
    r".*\b(ags|istat|insee|lau|gss|plz|postcode)\b.*)",
    re.IGNORECASE,
)
MEASURE = re.compile(
    r"(indic\w*|indicator\w*|indikator\w*|measures?|variable\w*|merkmal\w*|na_item|statistic\w*|concept|kennzahl\w*)",
    re.IGNORECASE,
)
KIND = re.compile(r"(tipo.*|type.*|level|geo[_ ]?level|art|kind|livello|niveau|ebene|levl.*)", re.IGNORECASE)
LON = re.compile(r"(lon|lng|long|longitude|longitud|länge|laenge|x|x_coord|lon_dd|coord_x)", re.IGNORECASE)
LAT = re.compile(r"(lat|latitude|latitud|breite|y|y_coord|lat_dd|coord_y)", re.IGNORECASE)
UNIT = re.compile(r"(unit|units|einheit|unité|unità|unidad|unit of measure.*)", re.IGNORECASE)

TOTALS = {
    "t", "total", "totals", "all", "all ages", "tot", "_t", "_z", "insgesamt", "gesamt", "ensemble", "totale", "todos",
    "both sexes", "both", "overall", "nr", "number", "person", "persons", "per", "annual", "a", "any", "sum", "alle",
}  # fmt: skip
"""Codes and labels of the whole, in small letters."""

KINDS = {
    "city": {"city", "municipi", "municipio", "municipality", "stadt", "comune", "commune", "ciutat", "ciudad", "town"},
    "district": {
        "barri", "barrio", "neighbourhood", "neighborhood", "ward", "quarter", "stadtteil", "quartier", "wijk", "bydel",
        "bezirk", "district",
    },
    "above_district": {"districte", "distrito", "borough", "ortsteil"},
    "country": {"country", "land", "pays", "paese", "país", "nuts0", "nuts 0", "0", "state"},
    "nuts1": {"nuts1", "nuts 1", "nuts-1"},
    "nuts2": {"nuts2", "nuts 2", "nuts-2", "region", "regione"},
    "nuts3": {"nuts3", "nuts 3", "nuts-3", "province", "provincia", "département"},
    "fua": {"fua", "functional urban area", "larger urban zone", "luz"},
    "metro": {"metro", "metropolitan region"},
}  # fmt: skip
"""Kind of place -> words for it, in small letters. `above_district`: larger parts of a city, of which none are held."""


def kind_of(text: str) -> str:
    """The kind of place that a word stands for, or empty."""
    bare = text.strip().casefold()
    return next((kind for kind, words in KINDS.items() if bare in words), "")


def is_total(text: str) -> bool:
    """True for a code or label of the whole."""
    bare = text.strip().casefold()
    return bare in TOTALS or bare.startswith(("total", "all ", "both sexes"))
