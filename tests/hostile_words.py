"""Words that would be something else to a careless writer of YAML: keys, comments, documents, breaks, escapes."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = (
    *("\n", "\t", "\r", " ", "  ", "\x85", "\u2028", "\u2029", "\xa0", "\u3000"),
    *(
        "- ",
        "# ",
        "---",
        "...",
        "k: v",
        ": ",
        ":",
        "? ",
        "@",
        "`",
        "%",
        "&a",
        "*a",
        "!x",
        "|",
        ">",
        "|-",
        "<<",
    ),
    *("{{", "}}", "{{ figures.year }}", "{", "}", "[", "]", ",", '"', "'", "\\", "\\n", "\\u0041"),
    *("null", "~", "true", "2020", "2020-01-01", "0x1F", "1_000", "", "=", "\nfile_name: 甲", "\n- 乙"),
    *(
        "# fazhi: ignore[FZ201] 理由",
        "。",
        "；",
        "”",
        "甲",
        "文字。又一句。",
        "word",
        "\U00020000",
        "\U0001f600",
    ),
)
_INVISIBLE = (
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x9f",
    "\u200e",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffd",
    "\ue000",
)


def hostile_words(*, invisible: bool = False) -> st.SearchStrategy[str]:
    """Words made of such pieces, with something to be seen among them.

    Args:
        invisible: Whether they may hold characters that no data file may hold.
    """
    pieces = st.sampled_from((*_PIECES, *(_INVISIBLE if invisible else ())))
    broken = () if invisible else ("\r", "\x85", "\u2028", "\u2029")
    made = st.lists(pieces, min_size=1, max_size=5).map("".join)
    return made.map(lambda text: _without(text, broken)).filter(str.strip)


def _without(text: str, broken: tuple[str, ...]) -> str:
    return "".join(character for character in text if character not in broken)
