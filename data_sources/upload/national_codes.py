"""Codes of statistical offices as tables: the region of this atlas for each, by code or by the region's own name."""

from __future__ import annotations

from functools import lru_cache

from data_sources import geography
from data_sources.codes import ISTAT_REGIONS
from data_sources.geography import VINTAGES, plain_name
from data_sources.model import Level


def pairs(text: str) -> dict[str, str]:
    """National code -> code here, from a text of both in turn."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


ISTAT = {number: code for number, code in ISTAT_REGIONS.items() if code}

LAENDER = pairs(
    "01 DEF 02 DE6 03 DE9 04 DE5 05 DEA 06 DE7 07 DEB 08 DE1 09 DE2 10 DEC 11 DE3 12 DE4 13 DE8 14 DED 15 DEE 16 DEG"
)
"""First two digits of the German key of municipalities -> NUTS 1."""

DISTRICTS_OF_LAENDER = pairs(
    "031 DE91 032 DE92 033 DE93 034 DE94 051 DEA1 053 DEA2 055 DEA3 057 DEA4 059 DEA5 064 DE71 065 DE72 066 DE73 "
    "071 DEB1 072 DEB2 073 DEB3 081 DE11 082 DE12 083 DE13 084 DE14 091 DE21 092 DE22 093 DE23 094 DE24 095 DE25 "
    "096 DE26 097 DE27 145 DED4 146 DED2 147 DED5"
)
"""Its first three digits -> NUTS 2."""

AUSTRIA = pairs("1 AT11 2 AT21 3 AT12 4 AT31 5 AT32 6 AT22 7 AT33 8 AT34 9 AT13")
REGIONS = pairs(
    "11 FR1 24 FRB 27 FRC 28 FRD 32 FRE 44 FRF 52 FRG 53 FRH 75 FRI 76 FRJ 84 FRK 93 FRL 94 FRM 01 FRY1 02 FRY2 "
    "03 FRY3 04 FRY4 06 FRY5"
)
"""France's regions since 2016 -> NUTS 1, those overseas NUTS 2."""

OLD_REGIONS = pairs(
    "11 FR10 21 FRF2 22 FRE2 23 FRD2 24 FRB0 25 FRD1 26 FRC1 31 FRE1 41 FRF3 42 FRF1 43 FRC2 52 FRG0 53 FRH0 54 FRI3 "
    "72 FRI1 73 FRJ2 74 FRI2 82 FRK2 83 FRK1 91 FRJ1 93 FRL0 94 FRM0 01 FRY1 02 FRY2 03 FRY3 04 FRY4 06 FRY5"
)
"""Those until 2015 -> NUTS 2."""

COMMUNITIES = pairs(
    "01 ES61 02 ES24 03 ES12 04 ES53 05 ES70 06 ES13 07 ES41 08 ES42 09 ES51 10 ES52 11 ES43 12 ES11 13 ES30 14 ES62 "
    "15 ES22 16 ES21 17 ES23 18 ES63 19 ES64"
)
DUTCH = pairs(
    "PV20 NL11 PV21 NL12 PV22 NL13 PV23 NL21 PV24 NL23 PV25 NL22 PV26 NL35 PV27 NL32 PV28 NL36 PV29 NL34 PV30 NL41 "
    "PV31 NL42"
)
POLISH = pairs(
    "02 PL51 04 PL61 06 PL81 08 PL43 10 PL71 12 PL21 16 PL52 18 PL82 20 PL84 22 PL63 24 PL22 26 PL72 28 PL62 30 PL41 "
    "32 PL42"
)
SWEDISH = pairs(
    "01 SE110 03 SE121 04 SE122 05 SE123 06 SE211 07 SE212 08 SE213 09 SE214 10 SE221 12 SE224 13 SE231 14 SE232 "
    "17 SE311 18 SE124 19 SE125 20 SE312 21 SE313 22 SE321 23 SE322 24 SE331 25 SE332"
)
BRITISH = pairs(
    "E12000001 UKC E12000002 UKD E12000003 UKE E12000004 UKF E12000005 UKG E12000006 UKH E12000007 UKI E12000008 UKJ "
    "E12000009 UKK W92000004 UKL S92000003 UKM N92000002 UKN"
)

_PROVINCES_OF_ITALY = """Torino|Vercelli|Novara|Cuneo|Asti|Alessandria|Valle d'Aosta/Vallée d'Aoste|Imperia|Savona|
Genova|La Spezia|Varese|Como|Sondrio|Milano|Bergamo|Brescia|Pavia|Cremona|Mantova|Bolzano-Bozen|Trento|Verona|Vicenza|
Belluno|Treviso|Venezia|Padova|Rovigo|Udine|Gorizia|Trieste|Piacenza|Parma|Reggio nell'Emilia|Modena|Bologna|Ferrara|
Ravenna|Forlì-Cesena|Pesaro e Urbino|Ancona|Macerata|Ascoli Piceno|Massa-Carrara|Lucca|Pistoia|Firenze|Livorno|Pisa|
Arezzo|Siena|Grosseto|Perugia|Terni|Viterbo|Rieti|Roma|Latina|Frosinone|Caserta|Benevento|Napoli|Avellino|Salerno|
L'Aquila|Teramo|Pescara|Chieti|Campobasso|Foggia|Bari|Taranto|Brindisi|Lecce|Potenza|Matera|Cosenza|Catanzaro|
Reggio Calabria|Trapani|Palermo|Messina|Agrigento|Caltanissetta|Enna|Catania|Ragusa|Siracusa|Sassari|Nuoro|Cagliari|
Pordenone|Isernia|Oristano|Biella|Lecco|Lodi|Rimini|Prato|Crotone|Vibo Valentia|Verbano-Cusio-Ossola"""
_LATER_PROVINCES = pairs("104 ITG29 105 ITG2A 106 ITG2B 107 ITG2C 108 ITC4D 109 ITI35 110 ITF48 111 ITG2H")
_METROPOLITAN = pairs(
    "201 001 210 010 215 015 227 027 237 037 248 048 258 058 263 063 272 072 280 080 282 082 283 083 287 087 292 092"
)
_DEPARTEMENTS = """Ain|Aisne|Allier|Alpes-de-Haute-Provence|Hautes-Alpes|Alpes-Maritimes|Ardèche|Ardennes|Ariège|Aube|
Aude|Aveyron|Bouches-du-Rhône|Calvados|Cantal|Charente|Charente-Maritime|Cher|Corrèze||Côte-d'Or|Côtes-d'Armor|Creuse|
Dordogne|Doubs|Drôme|Eure|Eure-et-Loir|Finistère|Gard|Haute-Garonne|Gers|Gironde|Hérault|Ille-et-Vilaine|Indre|
Indre-et-Loire|Isère|Jura|Landes|Loir-et-Cher|Loire|Haute-Loire|Loire-Atlantique|Loiret|Lot|Lot-et-Garonne|Lozère|
Maine-et-Loire|Manche|Marne|Haute-Marne|Mayenne|Meurthe-et-Moselle|Meuse|Morbihan|Moselle|Nièvre|Nord|Oise|Orne|
Pas-de-Calais|Puy-de-Dôme|Pyrénées-Atlantiques|Hautes-Pyrénées|Pyrénées-Orientales|Bas-Rhin|Haut-Rhin|Rhône|
Haute-Saône|Saône-et-Loire|Sarthe|Savoie|Haute-Savoie|Paris|Seine-Maritime|Seine-et-Marne|Yvelines|Deux-Sèvres|Somme|
Tarn|Tarn-et-Garonne|Var|Vaucluse|Vendée|Vienne|Haute-Vienne|Vosges|Yonne|Territoire de Belfort|Essonne|
Hauts-de-Seine|Seine-Saint-Denis|Val-de-Marne|Val-d'Oise"""
_OTHER_DEPARTEMENTS = pairs("2A FRM01 2B FRM02 971 FRY10 972 FRY20 973 FRY30 974 FRY40 976 FRY50")
_PROVINCES_OF_SPAIN = """Araba/Álava|Albacete|Alicante/Alacant|Almería|Ávila|Badajoz||Barcelona|Burgos|Cáceres|Cádiz|
Castellón/Castelló|Ciudad Real|Córdoba|A Coruña|Cuenca|Girona|Granada|Guadalajara|Gipuzkoa|Huelva|Huesca|Jaén|León|
Lleida|La Rioja|Lugo|Madrid|Málaga|Murcia|Navarra|Ourense|Asturias|Palencia||Pontevedra|Salamanca||Cantabria|Segovia|
Sevilla|Soria|Tarragona|Teruel|Toledo|Valencia/València|Valladolid|Bizkaia|Zamora|Zaragoza|Ceuta|Melilla"""


@lru_cache(maxsize=1)
def provinces_of_italy() -> dict[str, str]:
    """ISTAT's numbers of provinces, and of metropolitan cities, -> NUTS 3."""
    found = _by_name("IT", _PROVINCES_OF_ITALY, 3) | _LATER_PROVINCES
    return found | {number: found[province] for number, province in _METROPOLITAN.items()}


@lru_cache(maxsize=1)
def departements() -> dict[str, str]:
    """INSEE's numbers of départements -> NUTS 3."""
    return _by_name("FR", _DEPARTEMENTS, 2) | _OTHER_DEPARTEMENTS


@lru_cache(maxsize=1)
def provinces_of_spain() -> dict[str, str]:
    """INE's numbers of provinces -> NUTS 3; the Balearic Islands, three of them, are one NUTS 2 region."""
    return _by_name("ES", _PROVINCES_OF_SPAIN, 2) | {"07": "ES53"}


def _by_name(country: str, names: str, digits: int) -> dict[str, str]:
    """Number -> NUTS 3 region of that name, numbered from 1 in this order; a blank name has none."""
    table = geography.region_table(Level.NUTS3, VINTAGES[-1])
    held = table[table["country"] == country]["name"]
    code = {plain_name(name): str(code) for code, name in held.items()}
    numbered = enumerate(names.replace("\n", "").split("|"), start=1)
    return {f"{number:0{digits}}": code[plain_name(name)] for number, name in numbered if name}
