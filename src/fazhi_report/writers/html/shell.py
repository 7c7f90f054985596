"""Templates of the pages, their style and script, and the policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fazhi_report.norms import gbt9704, web
from fazhi_report.norms.length import Length
from fazhi_report.writers.html.head import address
from fazhi_report.writers.html.words import anchor, fit

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Assets:
    """What stands inline in every page.

    Args:
        style: The style sheet.
        first: The script that runs before anything is drawn.
        script: The script that runs when the page is there.
        policy: The content-security policy that allows just these.
    """

    style: Markup
    first: Markup
    script: Markup
    policy: str


def render(name: str, **values: object) -> bytes:
    """A page as UTF-8.

    Args:
        name: Name of the template.
        values: What it speaks of; strings are escaped.
    """
    page = _environment().get_template(name).render(assets=assets(), **values)
    return page.encode("utf-8")


@lru_cache(maxsize=1)
def assets() -> Assets:
    """Style and scripts of all pages, and their policy."""
    plain = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    plain.filters |= {"css": _css, "families": _families, "number": _number}
    style = plain.get_template("page.css.j2").render(norm=gbt9704, web=web)
    first, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("first.js", "page.js"))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(first)} {_hash(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    # Our own files, none of which holds a word of the data.
    return Assets(Markup(style), Markup(first), Markup(script), policy)  # noqa: S704


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: fit(value) if type(value) is str else value,
    )
    made.filters |= {"address": address, "anchor": anchor}
    return made


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _css(length: Length, unit: str) -> str:
    """A length in the unit that its norm is given in."""
    return f"{_number(getattr(length, unit))}{unit}"


def _families(face: gbt9704.Face, last: str) -> str:
    return ", ".join((*(f'"{family}"' for family in face.families), last))
