"""Which indicator the words of a command line mean: a key, or the Chinese name of one."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from fazhi_report.errors import FazhiError

_OFFERED = 3


def key_named(words: str, labels: Mapping[str, str], where: str) -> str:
    """Return the key that is meant.

    Args:
        words: A key, or the Chinese name of an indicator.
        labels: Key → Chinese name of the indicators that there are.
        where: Where they were looked for, for the message.

    Raises:
        FazhiError: No indicator has this key or name, or several have the name.
    """
    words = words.strip()
    if words in labels:
        return words
    found = [key for key, label in labels.items() if words and label == words]
    if len(found) == 1:
        return found[0]
    if found:
        raise FazhiError(f"{where}里有 {len(found)} 个指标叫“{words}”", f"写指标键：{'、'.join(found)}")
    raise FazhiError(f"{where}里没有指标“{words}”", _offer(words, labels))


def _offer(words: str, labels: Mapping[str, str]) -> str:
    """The indicators whose key or name is most like the words, or where to look for them."""
    part = [key for key, label in labels.items() if words and words in label]
    keys = difflib.get_close_matches(words, labels, n=_OFFERED)
    names = difflib.get_close_matches(words, [label for label in labels.values() if label], n=_OFFERED)
    named = [key for key, label in labels.items() if label in names]
    near = list(dict.fromkeys([*part, *keys, *named]))[:_OFFERED]
    shown = "、".join(f"{labels[key]}（{key}）" if labels[key] else key for key in near)
    return f"是不是 {shown}？" if near else "用 fazhi-report figures 查看全部指标"
