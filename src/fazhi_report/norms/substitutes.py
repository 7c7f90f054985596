"""Families that stand in for a face that is not installed, the likest first; none of them is of the standard.

Only the PDF needs them: a .docx names the face, and the reader's machine takes what it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Face

_SONG = (
    "FandolSong",
    "思源宋体",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Songti SC",
    "AR PL UMing CN",
)
_HEI = (
    "FandolHei",
    "微软雅黑",
    "Microsoft YaHei",
    "思源黑体",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "PingFang SC",
    "Heiti SC",
    "文泉驿正黑",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
_FANG = ("FandolFang R", "FandolFang", "朱雀仿宋", "Zhuque Fangsong (technical preview)")
_KAI = ("FandolKai", "霞鹜文楷", "LXGW WenKai", "Kaiti SC", "AR PL UKai CN")

SUBSTITUTES: Mapping[Face, tuple[str, ...]] = MappingProxyType(
    {
        norms.FANGSONG: (*_FANG, *norms.SONGTI.families, *_SONG, *_HEI),
        norms.KAITI: (*_KAI, *norms.FANGSONG.families, *_FANG, *norms.SONGTI.families, *_SONG, *_HEI),
        norms.HEITI: (*_HEI, *norms.SONGTI.families, *_SONG),
        norms.XIAOBIAOSONG: (*_SONG, *norms.SONGTI.families, *_HEI),
        norms.SONGTI: (*_SONG, *norms.FANGSONG.families, *_FANG, *_HEI),
    }
)
"""Face → families; 小标宋 is heavy, so of a family that stands in for it the bold font is taken."""
HEAVY = norms.XIAOBIAOSONG
