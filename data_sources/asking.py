"""What a run asks of the services, and what it can leave unasked because nothing has changed there.

Of a Eurostat data set its list of releases decides, asked once for all of them; of everything else a conditional
request. Both need the memory of what the files at hand were made of.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from data_sources import geography, http, releases
from data_sources.catalogue import indicator as by_id
from data_sources.errors import SourceError, SourceUnavailable, UnexpectedPayload
from data_sources.http import Answer
from data_sources.memory import Made, Memory, Seen, key, url_of
from data_sources.model import Indicator
from data_sources.obtain import Get
from data_sources.releases import Releases
from data_sources.sources import SOURCES

Door = Callable[[str, str, Seen | None], Answer | None]
"""(url, source id, the answer held) -> the answer, or None if it is still the one held."""

T = TypeVar("T")
_BODIES = 64
_TICKET = "/1.0/async/"
_ERROR_KEPT_S = 60.0
_NOT_MAKING = frozenset("asking changes contact coverage http licences memory pace refresh store whole_files".split())
_log = logging.getLogger(__name__)


def network(url: str, source: str, held: Seen | None) -> Answer | None:
    """The door to the services."""
    if held is None:
        return http.fetch_newer(url, source=source)
    return http.fetch_newer(url, source=source, etag=held.etag, modified=held.modified)


def plain(get: Get) -> Door:
    """A door that knows no conditions."""
    return lambda url, source, _held: Answer(body=get(url, source))


class Listing:
    """Eurostat's list of releases, asked at most once; a failure is kept for a minute."""

    def __init__(self) -> None:
        self.asked_at: datetime | None = None
        self._found: Releases = {}
        self._error: SourceUnavailable | None = None
        self._lock = threading.Lock()

    def known(self) -> Releases:
        """The list if it was asked before, else an empty one."""
        return self._found

    def ask(self, door: Door) -> Releases:
        """The list; empty where it cannot be read, so that each data set is asked itself.

        Raises `SourceUnavailable`.
        """
        with self._lock:
            now = datetime.now(UTC)
            if self._error and self.asked_at and (now - self.asked_at).total_seconds() < _ERROR_KEPT_S:
                raise self._error
            if self.asked_at is None or self._error:
                self.asked_at, self._error = now, None
                self._found = self._asked(door)
        return self._found

    def _asked(self, door: Door) -> Releases:
        try:
            answer = door(releases.LISTING.url(), releases.SOURCE, None)
            return releases.parse(answer.body) if answer else {}
        except SourceUnavailable as error:
            self._error = error
            raise
        except SourceError as error:
            _log.warning("no list of releases: %s", error)
            return {}


@dataclass(kw_only=True)
class _Record:
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)
    dimensions: set[str] = field(default_factory=set)


class Asker:
    """One run: asks nothing twice, remembers what was asked for each file.

    With `list_first` Eurostat's releases are asked before any of its data sets, so that what is fetched is never
    older than what is remembered of it.
    """

    def __init__(
        self, memory: Memory, door: Door = network, listing: Listing | None = None, *, list_first: bool = True
    ) -> None:
        self._memory = memory
        self._door = door
        self._list_first = list_first
        self._listing = listing or Listing()
        self._bodies: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}
        self._record = _Record()

    def get(self, url: str, source: str) -> bytes:
        """The body behind `url`: a `Get` for `obtain`."""
        if source == releases.SOURCE and self._list_first:
            self._listing.ask(self._door)
        body = self._bodies.get(url)
        if body is None:
            answer = self._door(url, source, None)
            body = self._kept(url, source, answer) if answer else b""
        self._note(url, source, body)
        return body

    def due(self, made: Made | None, definition: str, code: str = "") -> bool:
        """True where a file must be made anew: another definition or code, or another answer than it was made of.

        Raises a `SourceError` where a source cannot say.
        """
        if made is None or made.definition != definition or (code and made.code != code) or not made.asked:
            return True
        return not all(mark and self._still(key, source, mark) for key, (source, mark) in made.asked.items())

    def make(self, id: str, definition: str, code: str, call: Callable[[Get], T]) -> tuple[T, Made]:
        """What `call` makes of answers, and what to remember of it.

        Raises `UnexpectedPayload` where the data set has other dimensions than when the file at hand was made.
        """
        self._record = _Record()
        result = call(self.get)
        made = Made(
            definition=definition,
            code=code,
            checked_at=datetime.now(UTC).replace(microsecond=0),
            asked=dict(sorted(self._record.asked.items())),
            dimensions=tuple(sorted(self._record.dimensions)),
        )
        _same_dimensions(id, self._memory.made.get(id), made)
        return result, made

    def _still(self, key: str, source: str, mark: str) -> bool:
        """True where a remembered URL still has the answer with this mark."""
        url, held = url_of(key), self._memory.seen.get(key)
        listed = ""
        if url and source == releases.SOURCE:
            listed = releases.version(url, self._listing.ask(self._door))
            mark = mark if listed or held is None else held.digest  # what the list does not name tells itself
        return bool(url) and (listed or self._digest(url, source)) == mark

    def _digest(self, url: str, source: str) -> str:
        if url not in self._digests:
            held = self._memory.seen.get(key(url))
            answer = self._door(url, source, held)
            if answer is not None:
                self._kept(url, source, answer)
            elif held:
                self._digests[url] = held.digest
        return self._digests.get(url, "")

    def _kept(self, url: str, source: str, answer: Answer) -> bytes:
        """The body; it serves every file of this run that is made of it, unless it only says "later"."""
        if _final(answer.body, source):
            digest = hashlib.sha256(answer.body).hexdigest()
            self._memory.seen[key(url)] = Seen(digest=digest, etag=answer.etag, modified=answer.modified)
            self._digests[url] = digest
            self._bodies[url] = answer.body
            while len(self._bodies) > _BODIES:
                del self._bodies[next(iter(self._bodies))]
        return answer.body

    def _note(self, url: str, source: str, body: bytes) -> None:
        if source == releases.SOURCE:
            self._record.dimensions |= _dimensions(body)
        if _TICKET not in url:
            listed = releases.version(url, self._listing.known()) if source == releases.SOURCE else ""
            self._record.asked[key(url)] = (source, listed or self._digests.get(url, ""))


def _final(body: bytes, source: str) -> bool:
    try:
        return source not in SOURCES or SOURCES[source].pending(body) is None
    except SourceError:
        return False


def _dimensions(body: bytes) -> set[str]:
    """The names of a data set's dimensions, as one text; nothing for other answers."""
    if body.lstrip()[:1] == b"{":
        listed = re.search(rb'"id"\s*:\s*\[([^\]]*)\]', body)
        names = re.findall(r'"(\w+)"', listed[1].decode("utf-8", "replace")) if listed else []
    else:
        corner = body[:1000].split(b"\t")[0].split(b"\n")[0].decode("utf-8", "replace")
        names = corner.replace("\\", ",").split(",") if "\\" in corner else []
    told_apart = sorted("time" if name.lower() == "time_period" else name.lower() for name in names)
    return {",".join(told_apart)} if told_apart else set()


def _same_dimensions(id: str, old: Made | None, new: Made) -> None:
    if old is None or old.definition != new.definition or not old.dimensions or old.dimensions == new.dimensions:
        return
    message = f"{id}: the dimensions changed from {_said(old)} to {_said(new)}"
    raise UnexpectedPayload(f"{message}; the old copy stays until the catalogue follows", source=releases.SOURCE)


def _said(made: Made) -> str:
    return " and ".join(f"({names})" for names in made.dimensions) or "(none)"


def definition(entry: Indicator) -> str:
    """A hash of an indicator's definition and of those it is computed from."""
    parts = [repr(entry)]
    if entry.formula.of_indicators:
        parts += [definition(by_id(name)) for name in entry.formula.operands]
    return _hash("\n".join(parts).encode())


@lru_cache(maxsize=1)
def code() -> str:
    """A hash of the code that makes files of answers: after a change of it a refresh asks for everything."""
    folder = Path(__file__).parent
    files = sorted(path for path in folder.glob("*.py") if path.stem not in _NOT_MAKING)
    return _hash(b"".join(path.read_bytes() for path in (*files, *sorted((folder / "sources").glob("*.py")))))


def places() -> str:
    """A hash of the tables of places, by which figures are placed."""
    return _hash(b"".join(path.read_bytes() for path in sorted(geography.SNAPSHOT.glob("*.parquet"))))


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]
