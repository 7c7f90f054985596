"""A chart as PNG, with its texts in an installed Chinese font and its description in the metadata."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_report.errors import FazhiError
from fazhi_report.regular_files import open_regular
from fazhi_report.writers.drawing import (
    SIZE,
    WIDTH,
    Scene,
    SceneText,
    Shape,
    Sign,
    Spot,
    Stroke,
    outline,
)

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_SCALE = 2
_RADIUS = 5.0
FONT_FILES = (
    # Windows
    "simsun.ttc",
    "simhei.ttf",
    "simfang.ttf",
    "msyh.ttc",
    "Deng.ttf",
    # macOS
    "Songti.ttc",
    "STSong.ttf",
    "STHeiti Light.ttc",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    # Linux
    "NotoSerifCJK-Regular.ttc",
    "NotoSansCJK-Regular.ttc",
    "NotoSerifSC-Regular.otf",
    "NotoSansSC-Regular.otf",
    "SourceHanSerifSC-Regular.otf",
    "SourceHanSansSC-Regular.otf",
    "FandolSong-Regular.otf",
    "FandolHei-Regular.otf",
    "uming.ttc",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
)
"""Names of font files with Chinese characters, in the order in which they are tried: Song first."""

_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_PROBE, _MISSING = "法", "\uffff"


def to_png(drawn: Scene, font: Path | None = None) -> bytes:
    """The drawing as a PNG with two pixels per unit.

    Args:
        drawn: The drawing.
        font: A font file with Chinese characters; None to search the folders of the system.

    Raises:
        FazhiError: Pillow is not installed, or no font has Chinese characters.
    """
    try:
        # Only a PNG needs it: it is an extra.
        from PIL import Image, ImageDraw  # noqa: PLC0415
        from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415
    except ImportError:
        raise FazhiError(
            "画 PNG 要用附加组件 Pillow，现在没有装",
            '运行 pip install "fazhi-report[chart]"；或者改用 --format svg，不用装',
        ) from None
    face = _font(font)
    image = Image.new("L", (int(WIDTH * _SCALE), int(drawn.height * _SCALE)), 255)
    pen = ImageDraw.Draw(image)
    for shape in drawn.shapes:
        _draw(pen, shape, face)
    metadata = PngInfo()
    metadata.add_itxt("Title", drawn.title, lang="zh-CN")
    metadata.add_itxt("Description", drawn.description, lang="zh-CN")
    buffer = BytesIO()
    image.save(buffer, "PNG", pnginfo=metadata, optimize=True)
    return buffer.getvalue()


def _font(given: Path | None) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    size = int(SIZE * _SCALE)
    if given is not None:
        try:
            # Pillow would read a pipe to its end; it also finds a font of the system by its bare name.
            if given.exists():
                open_regular(given).close()
            face = ImageFont.truetype(str(given), size)
        except OSError:
            raise FazhiError(f"读不了字体文件 {given}", "检查 --font，写 .ttf、.ttc 或 .otf 文件") from None
        if not _holds_chinese(face):
            raise FazhiError(f"字体 {given} 里没有汉字", "换一个中文字体文件")
        return face
    for name in FONT_FILES:
        try:
            face = ImageFont.truetype(name, size)
        except OSError:
            continue
        if _holds_chinese(face):
            return face
    raise FazhiError(
        "这台电脑上没有找到中文字体，画出的汉字会是方框",
        "装一个中文字体（如思源宋体），用 --font 指明字体文件，或者改用 --format svg",
    )


def _holds_chinese(face: FreeTypeFont) -> bool:
    """Whether the font has Chinese characters: it draws one differently from a noncharacter, which no font has."""
    return bytes(face.getmask(_PROBE)) != bytes(face.getmask(_MISSING))


def _draw(pen: ImageDraw, shape: Shape, face: FreeTypeFont) -> None:
    match shape:
        case Stroke(points, grey, width, dash):
            for start, end in _dashed(points, dash):
                pen.line([_at(start), _at(end)], fill=_grey(grey), width=int(width * _SCALE))
        case Sign(kind, (x, y), grey, hollow):
            fill, line = (255 if hollow else _grey(grey)), _grey(grey)
            if kind == "circle":
                box = [_at((x - _RADIUS, y - _RADIUS)), _at((x + _RADIUS, y + _RADIUS))]
                pen.ellipse(box, fill=fill, outline=line, width=3)
            else:
                corners = [_at(spot) for spot in outline(kind, x, y, _RADIUS)]
                pen.polygon(corners, fill=fill, outline=line, width=3)
        case SceneText(text, spot, anchor, bold):
            # Bold by a black edge; a white edge keeps other words readable where a line runs through them.
            edge, ink = (1, 0) if bold else (4, 255)
            pen.text(
                _at(spot),
                text,
                fill=0,
                font=face,
                anchor=_ANCHORS[anchor],
                stroke_width=edge,
                stroke_fill=ink,
            )


def _dashed(points: tuple[Spot, ...], dash: tuple[float, ...]) -> list[tuple[Spot, Spot]]:
    """The dashes of a line; the pattern continues across its corners."""
    pieces: list[tuple[Spot, Spot]] = []
    turn, left = 0, dash[0] if dash else 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        if not dash:
            pieces.append(((x1, y1), (x2, y2)))
            continue
        length, done = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.0
        while done < length:
            go = min(left, length - done)
            if turn % 2 == 0:
                a, b = done / length, (done + go) / length
                pieces.append(
                    ((x1 + (x2 - x1) * a, y1 + (y2 - y1) * a), (x1 + (x2 - x1) * b, y1 + (y2 - y1) * b))
                )
            done, left = done + go, left - go
            if left <= 0:
                turn, left = turn + 1, dash[(turn + 1) % len(dash)]
    return pieces


def _at(spot: Spot) -> Spot:
    return spot[0] * _SCALE, spot[1] * _SCALE


def _grey(color: str) -> int:
    return int(color[:2], 16)
