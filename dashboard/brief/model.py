"""What a brief holds, as values: the same for each of its three formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dashboard.histories import Histories
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.view import View
from data_sources.model import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing for print: PNG, its size on paper, its title, what it shows in words, where its figures come from."""

    png: bytes
    width_mm: float
    height_mm: float
    title: str
    alt: str
    source: str
    on_new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of texts: the first column names the row, `widths` are the columns' shares of the page.

    The last so many columns hold figures.
    """

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: int = 0
    note: str = ""

    @property
    def first_figure(self) -> int:
        """The number of the first column of figures."""
        return len(self.columns) - self.figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything that stands in a brief, in the order of its fields; `code` names the file.

    `first_tables` stand on the first page, below its pictures.
    `uploaded` says that some figures came from the reader, not from the snapshot.
    """

    code: str
    lang: str
    day: date
    title: str
    place_line: str
    question: str
    takeaways: tuple[str, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    method: tuple[str, ...]
    flags: tuple[str, ...]
    caveats: tuple[str, ...]
    sources: tuple[str, ...]
    citation: str
    link: str
    snapshot: str
    first_tables: tuple[Table, ...] = ()
    uploaded: bool = False
    one_page: bool = False

    def file_name(self, ending: str) -> str:
        """Such as `nexus-atlas_brief_BE003C_2026-11-22.docx`."""
        return f"nexus-atlas_brief_{self.code}_{self.day.isoformat()}.{ending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a brief is written with: the language, the loaders, and what every page of it carries."""

    say: Language
    screen: Callable[[View], Screen]
    histories: Callable[[View], Histories]
    provenance: Callable[[str], Provenance]
    day: date
    link: str
    citation: str
    snapshot: str
