"""What a View made with an older snapshot must be told: what changed in its figures since. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dashboard import text
from dashboard.language import Language
from dashboard.view import WITH_ANOTHER, View
from data_sources import changes, editions, store
from data_sources.catalogue import CATALOGUE
from data_sources.changes import Change, Refresh, Revision

_MOST_NAMED = 5

NameOf = Callable[[str], str]
"""A place's code -> its name."""


def of_view(view: View) -> tuple[str, ...]:
    """The ids of the indicators of the catalogue that a View draws on: a reader's own file is in no snapshot."""
    other = view.other if view.picture in WITH_ANOTHER else ""
    own = [CATALOGUE[id] for id in (view.indicator, other) if id in CATALOGUE]
    bases = (one.denominator for one in own if view.per_head or one.id == other)
    return tuple(dict.fromkeys(id for id in (*(one.id for one in own), *bases) if id))


def differs(view: View, say: Language, name_of: NameOf, *, more: bool = False) -> tuple[str, ...]:
    """Lines on what changed since the snapshot that a View was made with; none where nothing is to be told.

    `more` says that the page shows other tables than those of the View too.
    """
    folder = store.SNAPSHOT.parent
    held = editions.held(folder)
    if not view.data or not held or editions.same(view.data, held):
        return ()
    since = changes.since(view.data, folder)
    if since is None:
        later = view.data > held
        return (say("It is newer than the one held here.") if later else say("What changed is no longer recorded."),)
    found = {id: _merged(id, since) for id in of_view(view)}
    lines = [line for id, change in found.items() if change for line in _lines(id, change, say, name_of)]
    return tuple(lines or [say("Nothing of what this view shows has changed.")]) + _others(since, found, say, more=more)


def _others(since: Iterable[Refresh], found: Iterable[str], say: Language, *, more: bool) -> tuple[str, ...]:
    n = len({change.id for one in since for change in one.changes} - set(found))
    if not n or not more:
        return ()
    return (
        say.plural(
            "{n} other table changed too; the page may show figures of it.",
            "{n} other tables changed too; the page may show figures of them.",
            n,
        ),
    )


def _merged(id: str, since: Sequence[Refresh]) -> tuple[Change, ...]:
    """What several refreshes changed in one table, the oldest first."""
    return tuple(change for one in reversed(since) for change in one.changes if change.id == id)


def _lines(id: str, found: Sequence[Change], say: Language, name_of: NameOf) -> list[str]:
    title = say(CATALOGUE[id].title)
    if any(change.note for change in found):
        return [say("{title}: the table was made anew, so that its changes are not known.", title=title)]
    parts = [_periods(found, say), _revised(id, found, say, name_of), _flags(found, say), _dropped(found, say, name_of)]
    said = " ".join(part for part in parts if part)
    return [f"{title}: {said}" if said else say("{title}: rows came or went.", title=title)]


def _periods(found: Sequence[Change], say: Language) -> str:
    new = sorted({period for change in found for period in change.new_periods})
    gone = sorted({period for change in found for period in change.dropped_periods})
    added = say("New periods: {periods}.", periods=_some([say.period(one) for one in new])) if new else ""
    lost = say("Dropped periods: {periods}.", periods=_some([say.period(one) for one in gone])) if gone else ""
    return " ".join(part for part in (added, lost) if part)


def _revised(id: str, found: Sequence[Change], say: Language, name_of: NameOf) -> str:
    n = sum(change.revised for change in found)
    if not n:
        return ""
    said = "; ".join(_revision(id, one, say, name_of) for one in _largest(found)[:_MOST_NAMED])
    counted = say.plural("{n} revision of a figure.", "{n} revisions of figures.", n)
    return " ".join((counted, say("The largest: {largest}.", largest=said))) if said else counted


def _largest(found: Sequence[Change]) -> list[Revision]:
    """Each place and period once, from its first figure to its last, the largest difference first."""
    ends: dict[tuple[str, str], Revision] = {}
    for one in (one for change in found for one in change.largest):
        first = ends.get((one.place, one.period), one)
        ends[one.place, one.period] = Revision(place=one.place, period=one.period, old=first.old, new=one.new)
    moved = [one for one in ends.values() if one.old != one.new]
    return sorted(moved, key=lambda one: (-_size(one), one.place, one.period))


def _size(one: Revision) -> float:
    return -1.0 if one.old is None or one.new is None else abs(one.new - one.old)


def _revision(id: str, one: Revision, say: Language, name_of: NameOf) -> str:
    entry = CATALOGUE[id]
    old, new = (say("no figure") if end is None else text.figure(end, entry, say) for end in (one.old, one.new))
    name, period = name_of(one.place), say.period(one.period)
    return say("{place}, {period}: {old}, now {new}", place=name, period=period, old=old, new=new)


def _flags(found: Sequence[Change], say: Language) -> str:
    n = sum(flag.count for change in found for flag in change.flags)
    return say.plural("The flag of {n} figure changed.", "The flags of {n} figures changed.", n) if n else ""


def _dropped(found: Sequence[Change], say: Language, name_of: NameOf) -> str:
    n = sum(change.dropped_places_count for change in found)
    if not n:
        return ""
    codes = dict.fromkeys(code for change in found for code in change.dropped_places)
    names = _some([name_of(code) for code in codes])
    return say.plural(
        "{n} place is no longer there: {names}.", "{n} places are no longer there: {names}.", n, names=names
    )


def _some(items: Sequence[str]) -> str:
    return ", ".join(items[:_MOST_NAMED]) + (" …" if len(items) > _MOST_NAMED else "")
