"""The text of a file: which encoding it is in, and what is done where one file holds two."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import charset_normalizer

from data_sources.errors import UploadError
from data_sources.sentences import several, told
from data_sources.upload.problems import Problem, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OF_EUROPE = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_15", "mac_roman", "cp437", "cp850"]
_SAMPLE = 64_000
_MANY_NULS = 0.01
_HALF = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text without marks of order, the name of its encoding, and what had to be mended."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(payload: bytes, wanted: str = "") -> Decoded:
    """The text of a file. Raises `UploadError` for what is no text, or not in the encoding that was chosen."""
    if wanted:
        return _cleaned(_strict(payload, wanted), wanted)
    for mark, name in _MARKS:
        if payload.startswith(mark):
            return _cleaned(_strict(payload, name), name)
    name = _without_mark(payload)
    if name:
        return _cleaned(_strict(payload, name), name)
    try:
        return _cleaned(payload.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _legacy(payload)


def _strict(payload: bytes, name: str) -> str:
    try:
        return payload.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = payload[: error.start].count(b"\n") + 1
        raise UploadError(
            told("Line {line} is not in the encoding {name}. Choose another one.", line=line, name=name), line=line
        ) from error
    except (LookupError, UnicodeError) as error:
        raise UploadError(told("The encoding {name} is not known, or not that of the file.", name=name)) from error


def _without_mark(payload: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain Latin text is nought."""
    sample = payload[:_SAMPLE]
    if len(sample) < len("a,b\n") or b"\x00" not in sample:
        return ""
    odd, even = sample[1::2].count(0) / len(sample[1::2]), sample[::2].count(0) / len(sample[::2])
    if odd > _HALF and even < _MANY_NULS:
        return "utf-16-le"
    return "utf-16-be" if even > _HALF and odd < _MANY_NULS else ""


def _legacy(payload: bytes) -> Decoded:
    """A file that is not UTF-8 throughout: another encoding, or lines of two."""
    lines = payload.split(b"\n")
    wrong = [number for number, line in enumerate(lines) if not _is_utf8(line)]
    rest = (line for number, line in enumerate(lines) if number not in set(wrong))
    mixed = any(not line.isascii() for line in rest)
    name = _guessed(b"\n".join(lines[number] for number in wrong)[:_SAMPLE])
    if not mixed:
        return _cleaned(payload.decode(name, errors="replace"), name)
    chosen = set(wrong)
    texts = [
        line.decode(name, errors="replace") if number in chosen else line.decode() for number, line in enumerate(lines)
    ]
    problems = tuple(
        Problem(
            kind="encoding",
            severity=Severity.NOTE,
            line=number + 1,
            read=repr(lines[number][:40]),
            fix=told("this line is not UTF-8 like the others; read as {name}", name=name),
        )
        for number in wrong[:1000]
    )
    cleaned = _cleaned("\n".join(texts), f"utf-8 and {name}")
    return Decoded(text=cleaned.text, encoding=cleaned.encoding, problems=problems + cleaned.problems)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _guessed(sample: bytes) -> str:
    """Windows-1252, unless another encoding of Europe makes better words of the same bytes."""
    best = charset_normalizer.from_bytes(sample, cp_isolation=_OF_EUROPE).best()
    plain = sample.decode("cp1252", errors="replace")
    if best is None or str(best) == plain or ("\ufffd" not in plain and _western(plain)):
        return "cp1252"
    return best.encoding


def _western(text: str) -> bool:
    """True where every sign beyond ASCII is a letter of western Europe or usual punctuation."""
    usual = set(  # letters of western Europe and the punctuation that word processors put in
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŒœŠšŽž€°²³§«»–—\u2018’“”…·ºª\xa0"
    )
    beyond = [sign for sign in text if not sign.isascii()]
    letters = [sign for sign in beyond if sign.isalpha()]
    upper = sum(sign.isupper() for sign in letters)
    return all(sign in usual for sign in beyond) and upper <= len(letters) / 2


def _cleaned(text: str, name: str) -> Decoded:
    """The text without NUL bytes. Raises `UploadError` where there are so many that it is no text."""
    if "\x00" not in text:
        return Decoded(text=text, encoding=name)
    found = text.count("\x00")
    line = text[: text.index("\x00")].count("\n") + 1
    if found > len(text) * _MANY_NULS + 1:
        raise UploadError(told("The file is no text: it holds many NUL bytes. Save it as CSV or XLSX."), line=line)
    fix = several("{n} NUL byte is left out", "{n} NUL bytes are left out", found)
    problem = Problem(kind="nul", severity=Severity.NOTE, line=line, read="NUL", fix=fix, n=found)
    return Decoded(text=text.replace("\x00", ""), encoding=name, problems=(problem,))
