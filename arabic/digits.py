"""The three digit sets of Arabic text: ASCII, Arabic-Indic (٠١٢) and extended Arabic-Indic (۰۱۲)."""

from __future__ import annotations

TO_ASCII: dict[int, str] = {base + n: str(n) for base in (0x0660, 0x06F0) for n in range(10)}


def ascii_digits(text: str) -> str:
    """The same text, as long as before, with its digits in ASCII."""
    return text.translate(TO_ASCII)
