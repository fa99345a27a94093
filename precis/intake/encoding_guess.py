"""In which encoding a text is that does not say it: Western European ones first, then by statistics."""

from __future__ import annotations

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_WESTERN = ("cp1252", "iso8859_15", "mac_roman", "cp850")
"In the order in which they are preferred where they fit alike."
_OTHERS = [
    *("cp1250", "iso8859_2", "cp1251", "koi8_r", "iso8859_5", "cp1253", "iso8859_7", "cp1254", "cp1255", "cp1256"),
    *("cp1257", "mac_latin2", "mac_cyrillic", "utf_16", "utf_16_le", "utf_16_be", "gb18030", "big5", "shift_jis"),
    *("euc_jp", "euc_kr", "cp949"),
]
_USUAL = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜŸ’‘“”„‚«»–—…•·€£§°©®™²³¹½¼¾¡¿ºª‹›\xa0\xadšžŠŽ"
)
"Signs of Western European newspapers."
_ODD = re.compile(
    r"[a-zß-öø-ÿœ][ÀÂÄÁÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜŸŒŠŽ](?![A-ZÀ-Þ])|\w[£©®§¹²³½¼¾¡¿ºª‹™](?=[a-zß-ÿ])|[A-Za-zÀ-ÿ][€•·](?=\w)"
    r"|[žš](?=[bcdfgjlmpqrtvwxz]{2})|(?<=[a-z])Ž|(?<!\w)[£©®ßÿ](?=[a-z])|(?<=[a-z])[«»“”](?=[a-zà-ÿ])|[a-zà-ÿ][„‚]"
)
"Places where no such language has them: capitals in the middle of small letters, signs in a word."
_RUN = re.compile("[À-ÿ]{4,}")
"A word of another script, read as Western European."
_HALF = re.compile("[\udc80-\udcff]")
_MANY = 10
"How many signs of UTF-8 outweigh a byte that is not."
_ACCEPTED = 0.12
"Share of odd signs among those that are not ASCII."


@dataclass(frozen=True, slots=True)
class Guess:
    text: str
    encoding: str
    why: str = ""
    "A sentence; empty where the file itself shows it."


def guessed(data: bytes) -> Guess:
    """The text in the encoding that fits best; any bytes can be read in the last resort, windows-1252."""
    spoilt = _spoilt(data)
    if spoilt is not None:
        return spoilt
    oddness, _, encoding, text = min(_judged(data))
    if oddness <= _ACCEPTED:
        return Guess(
            text, encoding, f"taken for {named(encoding)}, which fits Western European text: it is not valid UTF-8"
        )
    best = from_bytes(data, cp_isolation=_OTHERS).best()
    if best is not None and str(best).strip():
        why = f"taken for {named(best.encoding)} by the frequency of its letters: it is not valid UTF-8"
        return Guess(str(best), best.encoding, why)
    return Guess(text, encoding, f"taken for {named(encoding)} for want of anything better: it is not valid UTF-8")


def _spoilt(data: bytes) -> Guess | None:
    """UTF-8 with a few bytes of windows-1252 in it, as where two texts were put together; None where it is not."""
    text = data.decode("utf-8", "surrogateescape")
    wrong = len(_HALF.findall(text))
    if sum(sign > "\x7f" for sign in text) < _MANY * wrong:
        return None
    mended = _HALF.sub(lambda half: bytes([ord(half[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return Guess(
        mended, "utf-8", f"taken for utf-8, though {wrong} of its bytes are not; they were read as windows-1252"
    )


def _judged(data: bytes) -> list[tuple[float, int, str, str]]:
    """Share of odd signs, place in the order, encoding and text, of each Western encoding."""
    texts = ((place, encoding, data.decode(encoding, "replace")) for place, encoding in enumerate(_WESTERN))
    return [(_oddness(text), place, encoding, text) for place, encoding, text in texts]


def _oddness(text: str) -> float:
    foreign = [sign for sign in text if sign > "\x7f"]
    unusual = sum(sign not in _USUAL for sign in foreign)
    odd = len(_ODD.findall(text)) + sum(map(len, _RUN.findall(text)))
    return (unusual + odd) / max(len(foreign), 1)


def named(encoding: str) -> str:
    """As people know it."""
    return re.sub(r"\Acp(?=125)", "windows-", encoding).replace("_", "-")
