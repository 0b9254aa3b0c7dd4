"""`python -m dashboard.locale` (or `make messages`): brings every language's catalogue up to date.

New sentences come in untranslated, those no longer used go out; a test fails until all are translated.
"""

from __future__ import annotations

import sys

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from dashboard.language import DEFAULT, LANGUAGES, catalogue_path
from dashboard.locale.collect import messages


def main() -> int:
    """Rewrite the catalogues; print how many sentences each still lacks."""
    template = Catalog(project="Nexus Atlas", fuzzy=False)
    for message in messages():
        template.add(message)
    for code in (code for code in LANGUAGES if code != DEFAULT):
        lacking = _update(code, template)
        sys.stdout.write(f"{code}: {len(template)} sentences, {lacking} to translate\n")
    return 0


def _update(code: str, template: Catalog) -> int:
    path = catalogue_path(code)
    catalogue = Catalog(locale=code, project="Nexus Atlas", fuzzy=False)
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=code)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, omit_header=False, ignore_obsolete=True)
    return sum(1 for message in catalogue if message.id and not is_translated(message))


def is_translated(message: Message) -> bool:
    """True where the sentence, or each of its plural forms, has a translation."""
    text = message.string
    return bool(text) and (isinstance(text, str) or all(text or ()))


if __name__ == "__main__":
    raise SystemExit(main())
