"""Texts as places: by code, by name, in the code list that has most of them; nothing is guessed without saying so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from data_sources.codes import EUROPE
from data_sources.geography import URBAN_AUDIT, VINTAGES
from data_sources.model import Level
from data_sources.sentences import NOTHING, Told, told
from data_sources.upload import codes, families, gazetteer, headers, national, suggestions
from data_sources.upload.choices import Choices
from data_sources.upload.families import family_of
from data_sources.upload.gazetteer import Candidate
from data_sources.upload.matches import BY_CODE, BY_NAME, BY_ORDER, Asked, Match, Status

_MOSTLY_CODES = 0.5
_TOO_FEW = 0.4
_OTHERS = 0.5
_SURE = 0.8
_NEARLY_ALL = 0.9
_CORRECTED = told("corrected by you")
_FINAL = ("two NUTS", "three NUTS", "four NUTS", "no list of", "codes of ", "no such code")
_SAME_NUMBER = told("an older code; in this country no number is known to have changed")
_BY_FILE = told("the file's name")


def _rival(one: Match, plain: set[tuple[str, str]]) -> bool:
    return any(code == one.code for code, _ in plain)


class Matcher:
    """All texts of one column at once: what one means depends on the others."""

    def __init__(self, asked: Sequence[Asked], header: str, choices: Choices, city: str = "") -> None:
        self._asked = asked
        self._header = header
        self._choices = choices
        self.city = city
        texts = [one.text for one in asked]
        self._codes = codes.Reader(header, texts, [one.label for one in asked], city)
        self.by_code = self._codes.share >= _MOSTLY_CODES
        self.scheme = self._codes.scheme
        self._places = [self._candidates(one) for one in asked]
        self.family = families.main_family(self._places, header, choices.level)
        self.vintage = choices.vintage if choices.vintage in VINTAGES else self._vintage()
        self._countries = self._country_by_order()
        self._level = self._usual_level()
        self._about = self._one_country()
        self.weak = False

    def matches(self) -> list[Match]:
        """One match a text, in their order."""
        found = [self._match(one, places) for one, places in zip(self._asked, self._places, strict=True)]
        self.weak = self._is_weak(found)
        if self.weak:
            return [self._doubtful(one) for one in found]
        found = self._told_apart(found)
        lost = sum(one.status is Status.UNMATCHED for one in found)
        if suggestions.few_enough(lost):
            found = [self._suggested(one, asked) for one, asked in zip(found, self._asked, strict=True)]
        return found

    def _candidates(self, one: Asked) -> tuple[Candidate, ...]:
        """Every place a text may mean, in all code lists."""
        if gazetteer.is_aggregate_name(one.text) or one.text in dict(self._choices.corrections):
            return ()
        if self.by_code or self.scheme:
            found = self._codes.places(one.text)
            if found:
                return found
        code = gazetteer.country(one.text)
        places = gazetteer.by_code()[code][:1] if code else ()
        if code and code not in EUROPE and gazetteer.named(one.text):  # Granada is a town in Spain before it is Grenada
            places = ()
        return self._of_kind(one, (*places, *gazetteer.named(one.text))) or (
            () if self.by_code else self._codes.places(one.text)
        )

    @staticmethod
    def _of_kind(one: Asked, places: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Those of the kind that another column states."""
        kind = headers.kind_of(one.kind)
        if not kind:
            return places
        return tuple(place for place in places if place.level == kind)

    def _vintage(self) -> str:
        labels = [f"{one.text} {one.label}" for one in self._asked]
        return families.vintage_of(self._places, labels)

    def _usual_level(self) -> str:
        if self._choices.level and self._choices.level != Level.DISTRICT.value:
            return self._choices.level
        return families.usual_level(families.within(one, self.family, self.vintage) for one in self._places)

    def _one_country(self) -> str:
        """The country that nearly all certain places are in, or empty."""
        certain = [families.within(places, self.family, self.vintage) for places in self._places]
        counted = Counter(places[0].country for places in certain if len({one.code for one in places}) == 1)
        country, n = counted.most_common(1)[0] if counted else ("", 0)
        return country if n >= _NEARLY_ALL * counted.total() and n > 1 else ""

    def _country_by_order(self) -> dict[int, str]:
        """Position -> the country whose row stands above, where cities follow their countries throughout."""
        if self.family not in {Level.CITY.value, Level.FUA.value}:
            return {}
        above, agree, known = "", 0, 0
        found: dict[int, str] = {}
        for at, places in enumerate(self._places):
            own = {one.country for one in places if family_of(one) == self.family}
            again = bool(own) and (self._asked[at].turn > 0 or above == places[0].code)
            if places and places[0].level == Level.COUNTRY.value and not again:
                above = places[0].code
                found[at] = ""
                continue
            found[at] = above
            if above and len(own) == 1:
                known += 1
                agree += above in own
        return found if known and agree >= _SURE * known else {}

    def _match(self, one: Asked, places: tuple[Candidate, ...]) -> Match:
        corrected = dict(self._choices.corrections).get(one.text)
        if corrected is not None:
            return self._corrected(one, corrected)
        if gazetteer.is_aggregate_name(one.text):
            reason = told("a country within another territory") if gazetteer.is_variant(one.text) else NOTHING
            return one.lost(Status.AGGREGATE, reason)
        if headers.kind_of(one.kind) == "above_district":
            return one.lost(Status.UNMATCHED, told("no list of these larger parts of the city is held"))
        reason = national.split(one.text, self.scheme)
        if reason and not places:
            return one.lost(Status.UNMATCHED, reason)
        return self._chosen(one, places) if places else one.lost(Status.UNMATCHED, self._codes.why_not(one.text))

    def _corrected(self, one: Asked, code: str) -> Match:
        """What the reader says: a code, or nothing to leave the text out."""
        if not code:
            return one.lost(Status.LEFT_OUT, told("left out by you"))
        held = gazetteer.by_code().get(code.strip(), ())
        if not held:
            return one.lost(Status.UNMATCHED, told("the correction {code} is no known code", code=code))
        fitting = [place for place in held if place.vintage == self.vintage] or list(held)
        return one.found(fitting[0], _CORRECTED)

    def _chosen(self, one: Asked, places: tuple[Candidate, ...]) -> Match:
        """The one place that fits, or why there is none."""
        countries = tuple(place for place in places if place.level == Level.COUNTRY.value)
        fitting = families.within(places, self.family, self.vintage)
        if not fitting and headers.kind_of(one.kind):
            fitting = tuple(place for place in places if place.vintage in {self.vintage, URBAN_AUDIT})
        both = tuple(dict.fromkeys((*countries, *fitting)))
        if one.turns > 1:
            return self._by_turn(one, both) if both else self._elsewhere(one, places)
        if countries and (self.family == Level.COUNTRY.value or not fitting):
            return one.found(countries[0], self._how(one))
        if countries and (self._countries or self._other_countries()):
            return self._country_or_place(one, countries, fitting)
        return self._only(one, self._narrowed(one, fitting)) or self._elsewhere(one, places)

    def _only(self, one: Asked, fitting: tuple[Candidate, ...]) -> Match | None:
        """The match with the only place, or the question which; None where no place is left."""
        if len({place.code for place in fitting}) > 1:
            return one.lost(Status.AMBIGUOUS, told("several places are called so"), fitting)
        return one.found(fitting[0], self._how(one)) if fitting else None

    def _country_or_place(self, one: Asked, countries: tuple[Candidate, ...], fitting: tuple[Candidate, ...]) -> Match:
        """A name of a country and of a place in it: below its country's own row it is the place."""
        if self._countries:
            below = self._countries.get(one.position, "") == countries[0].code
            return one.found(fitting[0] if below else countries[0], BY_ORDER)
        return one.lost(Status.AMBIGUOUS, told("a country and a place in it are called so"), (*countries, *fitting))

    def _how(self, one: Asked) -> Told:
        return BY_CODE if self._codes.places(one.text) and (self.by_code or self.scheme) else BY_NAME

    def _other_countries(self) -> bool:
        rows = sum(1 for places in self._places if places and all(one.level == "country" for one in places))
        return rows > 1

    def _narrowed(self, one: Asked, places: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Fewer of them: those of the column's level, and of the country that the file states or is about."""
        country = one.country or self._countries.get(one.position, "") or self._about
        narrowed = places
        if len({place.code for place in narrowed}) > 1 and self._level:
            narrowed = tuple(place for place in narrowed if place.level == self._level) or narrowed
        if country and len({place.code for place in narrowed}) > 1:
            narrowed = tuple(place for place in narrowed if place.country == country) or narrowed
        if country and one.country and narrowed and all(place.country != country for place in narrowed):
            return ()
        return narrowed

    def _by_turn(self, one: Asked, places: tuple[Candidate, ...]) -> Match:
        """Rows of one name are the places of that name, if as many, in the order of the code list: the larger first."""
        named = {place.code: place for place in places}
        order = sorted(named.values(), key=lambda place: (len(place.code), place.code))
        if len(order) == one.turns:
            return one.found(order[one.turn], BY_ORDER)
        if len(order) == 1:  # the rows are doubled, not the name
            return replace(
                one.found(order[0], self._how(one)), reason=told("comes {n} times for one period", n=one.turns)
            )
        return one.lost(
            Status.AMBIGUOUS,
            told("comes {turns} times, {n} places are called so", turns=one.turns, n=len(order)),
            tuple(order),
        )

    def _elsewhere(self, one: Asked, places: tuple[Candidate, ...]) -> Match:
        """Known, but not among the places of this column."""
        versions = sorted({place.vintage for place in places if family_of(place) == "nuts"})
        if self.family == "nuts" and versions and self.vintage not in versions:
            reason = told(
                "only in NUTS {versions}; the column is NUTS {version}", versions=tuple(versions), version=self.vintage
            )
        else:
            reason = told(
                "known as {level} {code}, unlike most of the column", level=Level(places[0].level), code=places[0].code
            )
        return replace(
            one.lost(Status.UNMATCHED, reason),
            suggestion=places[0].code,
            suggested_name=places[0].name,
            score=100.0,
        )

    def _is_weak(self, found: list[Match]) -> bool:
        """True where few names are known: the column is about other places, and chance namesakes are no matches."""
        places = [one for one in found if one.status is not Status.AGGREGATE]
        hits = sum(one.status is Status.MATCHED or one.how == _CORRECTED for one in places)
        return bool(places) and not (self.by_code or self.scheme) and hits < _TOO_FEW * len(places)

    @staticmethod
    def _told_apart(found: list[Match]) -> list[Match]:
        """Of two texts for one place, of which one only has words in brackets more, that one asks the reader."""
        plain = {(one.code, one.kind) for one in found if one.code and "(" not in one.text}
        return [
            replace(
                one, status=Status.AMBIGUOUS, candidates=(one.code,), code="", level="", vintage="", name="",
                how=NOTHING, reason=told("another row is called so without the brackets"),
            )
            if one.code and "(" in one.text and one.how == BY_NAME and _rival(one, plain)
            else one
            for one in found
        ]  # fmt: skip

    def _doubtful(self, one: Match) -> Match:
        """A text of a column about other places: only the reader's word and the city of the file's name stand."""
        if one.how == _CORRECTED or one.status not in {Status.MATCHED, Status.UNMATCHED}:
            return one
        if self.city and self._is_city(one):
            return self._as_city(one)
        if one.status is Status.UNMATCHED:
            return replace(one, suggestion="", suggested_name="", score=0.0, reason=NOTHING)
        return replace(
            one, status=Status.AMBIGUOUS, candidates=(one.code,), code="", name="", level="", vintage="", how=NOTHING,
            reason=told("few names of this column are known: perhaps a namesake"),
        )  # fmt: skip

    def _is_city(self, one: Match) -> bool:
        return any(place.code == self.city for place in gazetteer.named(one.text)) and not one.turn

    def _as_city(self, one: Match) -> Match:
        place = gazetteer.by_code()[self.city][0]
        here = replace(one, status=Status.MATCHED, code=place.code, name=place.name, level=place.level)
        return replace(here, vintage=place.vintage, how=_BY_FILE, reason=NOTHING, suggestion="", suggested_name="")

    def _suggested(self, found: Match, asked: Asked) -> Match:
        """An unmatched text with the nearest place, if there is one and none is offered yet."""
        if found.status is not Status.UNMATCHED or found.suggestion or found.reason.startswith(_FINAL):
            return found
        if self.by_code:
            written = self._codes.places(found.text.upper())
            if written:
                name = written[0].name
                return replace(found, suggestion=written[0].code, suggested_name=name, score=100.0)
            same = self._codes.same_number(found.text)
            if same:
                place = gazetteer.by_code()[same][0]
                return replace(found, suggestion=same, suggested_name=place.name, score=90.0, reason=_SAME_NUMBER)
            near = suggestions.nearest_code(found.text, self._codes.of_family(self.family, self.vintage))
            if near:
                name = gazetteer.by_code()[near[0]][0].name
                return replace(found, suggestion=near[0], suggested_name=name, score=near[1])
        country = asked.country or self._countries.get(asked.position, "")
        best = suggestions.nearest(found.text, self.family, self.vintage, country)
        if best is None and self.family != Level.COUNTRY.value:
            best = suggestions.nearest(found.text, Level.COUNTRY.value, "")
            best = best if best and best[1] >= 100 * _SURE and best[0].code in EUROPE else None
        if best is None:
            return found
        return replace(found, suggestion=best[0].code, suggested_name=best[0].name, score=best[1])
