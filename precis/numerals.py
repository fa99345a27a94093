"""The digits of the world’s scripts: all are read, and a language writes those of its numbering system."""

from __future__ import annotations

from collections.abc import Mapping

ZEROS: Mapping[str, str] = {
    "latn": "0", "adlm": "𞥐", "arab": "٠", "arabext": "۰", "beng": "০", "cakm": "𑄶", "deva": "०", "gujr": "૦",
    "guru": "੦", "hmnp": "𞅀", "khmr": "០", "knda": "೦", "laoo": "໐", "mlym": "൦", "mong": "᠐", "mtei": "꯰",
    "mymr": "၀", "nkoo": "߀", "olck": "᱐", "orya": "୦", "tamldec": "௦", "telu": "౦", "thai": "๐", "tibt": "༠",
}  # fmt: skip
"CLDR's numbering systems with their digit nought, which the other nine follow: those of its locales, and more."


def digits(system: str) -> str:
    """The ten digits of a numbering system, from nought."""
    return "".join(chr(ord(ZEROS[system]) + value) for value in range(10))


def to_system(system: str) -> Mapping[int, str]:
    """For `str.translate`: Latin digits as those of a numbering system."""
    return {ord(str(value)): digit for value, digit in enumerate(digits(system))}


TO_LATIN: Mapping[int, str] = {
    ord(digit): str(value) for system in ZEROS for value, digit in enumerate(digits(system)) if system != "latn"
}
"For `str.translate`: the digits of all these systems as Latin ones."
