"""Sentences on a file: English, with what they were made of, so that an interface can say them in other languages."""

from __future__ import annotations

from collections.abc import Mapping


class Told(str):
    """A sentence in English. `message` is its template, `many` that of the plural or empty, `values` fill the gaps.

    Values are texts of the file, numbers, levels of places, other sentences, or a tuple of these.
    """

    __slots__ = ("many", "message", "values")

    message: str
    many: str
    values: Mapping[str, object]


def told(message: str, /, **values: object) -> Told:
    """The sentence of a template. The template stands here as it is: so the interface's collector finds it."""
    return _made(message, "", message, values)


def several(one: str, many: str, /, n: int, **values: object) -> Told:
    """The sentence for `n`, which fills the gap {n}."""
    return _made(one, many, one if n == 1 else many, {"n": n, **values})


def _made(message: str, many: str, template: str, values: Mapping[str, object]) -> Told:
    texts = {name: english(value) for name, value in values.items()}
    found = Told(template.format(**texts) if values else template)
    found.message, found.many, found.values = message, many, dict(values)
    return found


def english(value: object) -> str:
    """A value as an English sentence has it."""
    if isinstance(value, tuple):
        return ", ".join(map(english, value))
    if isinstance(value, float):
        return f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


NOTHING = told("")
"""Where there is nothing to say."""
