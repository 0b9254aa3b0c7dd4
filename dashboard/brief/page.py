"""The brief as one HTML file that needs no other: pictures inside, set for screen and for paper."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from dashboard.brief.blocks import Heading, Points, Text, blocks, page_line, running_line
from dashboard.brief.fit import drawn, scale
from dashboard.brief.model import Brief, Picture, Table

_CSS = """
@page { size: A4; margin: 15mm 20mm; @bottom-right { content: PAGES; font: 6.5pt Arial, sans-serif; color: #4a5561; } }
body { font: 11pt/1.4 Arial, "Liberation Sans", sans-serif; color: #1d2733; background: #fff; max-width: 44rem;
  margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0; }
h2 { font-size: 1.1em; margin: 1.1em 0 .3em; break-after: avoid; }
h3 { font-size: .85em; margin: .8em 0 .1em; break-after: avoid; }
p { margin: .2em 0; } ul { margin: .2em 0; padding-left: 1.2em; }
.lead { font-weight: bold; font-size: 1.1em; margin-top: .7em; }
.small, footer, .place { font-size: .8em; } figcaption, .note { font-size: .72em; color: #4a5561; }
.place { color: #4a5561; border-bottom: .16em solid #0a6c74; padding-bottom: .45em; }
figure { margin: .3em 0; break-inside: avoid; } img { width: 100%; height: auto; display: block; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .8em; }
th, td { text-align: left; vertical-align: top; padding: .25em .4em .25em 0; border-bottom: 1px solid #b8bec4;
  font-weight: normal; }
thead th { font-weight: bold; border-bottom: 2px solid #1d2733; } tr { break-inside: avoid; }
.n { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; padding-left: .4em; }
a { color: inherit; overflow-wrap: anywhere; } footer { margin-top: 1em; border-top: 1px solid #b8bec4; }
@media print {
  body { font-size: calc(9.5pt * var(--step)); line-height: 1.15; max-width: none; margin: 0; padding: 0; }
  h1 { font-size: calc(18pt * var(--step)); } h2 { font-size: calc(11pt * var(--step)); margin: .45em 0 .15em; }
  h3 { font-size: calc(8.5pt * var(--step)); margin: .5em 0 .15em; } .lead { margin: .3em 0; }
  p { margin: .1em 0; } ul { margin: 0; } li { margin: 0 0 .15em; } figure { margin: 0; }
  .small, table { font-size: calc(8pt * var(--step)); } .place { font-size: calc(8.5pt * var(--step)); }
  figcaption, .note { font-size: calc(7pt * var(--step)); margin-top: .3em; } img { width: calc(100% * var(--drawn)); }
  .wide { overflow: visible; } table { table-layout: fixed; } th, td { padding-top: .1em; padding-bottom: .15em; }
  .turn { break-before: page; margin-top: 0; }
  footer { font-size: 6.5pt; margin-top: .6em; border: 0; color: #4a5561; } }
"""


def html(brief: Brief) -> bytes:
    """The bytes of the file; every word in it that came from elsewhere is escaped."""
    body = "".join(_block(block, brief) for block in blocks(brief))
    return (
        f'<!DOCTYPE html><html lang="{escape(brief.lang)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(brief.title)}</title><style>{_style(brief)}</style></head><body><main>"
        f'<h1>{escape(brief.title)}</h1><p class="place">{escape(brief.place_line)}</p>{body}</main>'
        f"<footer>{escape(running_line(brief))}</footer></body></html>"
    ).encode()


def _style(brief: Brief) -> str:
    """The looks of the page; on paper its type is as large as in the other formats, and each page has its number."""
    before, _, rest = page_line(brief, "\0", "\1").partition("\0")
    between, _, after = rest.partition("\1")
    pages = f'"{before}" counter(page) "{between}" counter(pages) "{after}"'
    step = scale(brief)
    return f":root {{ --step: {step}; --drawn: {drawn(step):.2f}; }}{_CSS.replace('PAGES', pages)}"


def _block(block: object, brief: Brief) -> str:
    match block:
        case Heading(text=words, small=small, on_new_page=turned):
            name = "h3" if small else "h2"
            looks = ' class="turn"' if turned else ""
            return f"<{name}{looks}>{escape(words)}</{name}>"
        case Text(text=words, lead=lead):
            return f'<p class="{"lead" if lead else "small"}">{_linked(words, brief.link)}</p>'
        case Points(points=points):
            return "<ul>" + "".join(f"<li>{escape(point)}</li>" for point in points) + "</ul>"
        case Picture():
            return _picture(block)
        case Table():
            return _table(block)
        case _:
            raise TypeError(type(block))


def _linked(words: str, link: str) -> str:
    """The words, with the brief's own address to press."""
    address, shown = escape(link), escape(words)
    if not link.startswith(("http://", "https://")):
        return shown
    return shown.replace(address, f'<a href="{address}">{address}</a>', 1)


def _picture(picture: Picture) -> str:
    data = b64encode(picture.png).decode()
    return (
        f'<figure><img alt="{escape(picture.alt)}" src="data:image/png;base64,{data}">'
        f"<figcaption>{escape(picture.source)}</figcaption></figure>"
    )


def _table(table: Table) -> str:
    kinds = ['class="n"' if number >= table.first_figure else "" for number in range(len(table.columns))]
    head = "".join(
        f'<th scope="col" {kind}>{escape(words)}</th>' for words, kind in zip(table.columns, kinds, strict=True)
    )
    rows = "".join(_row(row, kinds) for row in table.rows)
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    label, every = escape(table.title), sum(table.widths)
    columns = "".join(f'<col style="width:{100 * width / every:.1f}%">' for width in table.widths)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table>{columns}'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _row(row: tuple[str, ...], kinds: list[str]) -> str:
    cells = "".join(f"<td {kind}>{escape(words)}</td>" for words, kind in zip(row[1:], kinds[1:], strict=True))
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'
