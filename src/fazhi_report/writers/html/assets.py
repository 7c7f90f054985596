"""Style, scripts and templates of all pages; a page holds what it needs, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fazhi_report.norms import gbt9704, web
from fazhi_report.norms.gbt9704 import STANDARD_LOOK, Look
from fazhi_report.norms.length import Length
from fazhi_report.text.organ_names import authors_meet
from fazhi_report.writers.html.inline_markup import clean, figure_id


def address(name: str) -> str:
    """The relative address of a file in the folder of the page."""
    # A name may hold a colon, which would else be read as a scheme.
    return "./" + quote(clean(name), safe="")


def path_address(path: str) -> str:
    """The part of a relative address that a path below the folder of the pages makes."""
    return "/".join(quote(clean(piece), safe="") for piece in path.split("/"))


_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Assets:
    """Style sheet and scripts, which every page holds inline.

    Args:
        style: The style sheet.
        first: The script that runs before the page is shown.
        script: The script that runs after the page is loaded.
        policy: The content security policy, which allows only these three.
    """

    style: Markup
    first: Markup
    script: Markup
    policy: str


def render(name: str, look: Look = STANDARD_LOOK, pieces: tuple[str, ...] = (), **values: object) -> bytes:
    """A page as UTF-8.

    Args:
        name: Name of the template.
        look: What the office prints otherwise.
        pieces: Name of the template of the style sheet, then of scripts beside the one that all pages have.
        values: Variables of the template; strings are escaped.
    """
    page = _environment().get_template(name).render(assets=assets(look, *pieces), **values)
    return page.encode("utf-8")


def render_element(name: str, *values: object) -> Markup:
    """The HTML of an element around the text, such as the masthead or the signature.

    Args:
        name: Name of the macro in ``elements.html.j2``.
        values: Its arguments; strings are escaped.
    """
    return Markup(getattr(_environment().get_template("elements.html.j2").module, name)(*values))  # noqa: S704


@lru_cache(maxsize=8)
def assets(look: Look, style_sheet: str = "page.css.j2", *scripts: str) -> Assets:
    """Return style sheet, scripts and content security policy of the pages of an office.

    Args:
        look: What the office prints otherwise.
        style_sheet: Name of the template of the style sheet.
        scripts: Names of scripts that run after the one that all pages have.
    """
    plain = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    plain.filters |= {"css": _css, "families": partial(_families, look), "number": _number}
    style = plain.get_template(style_sheet).render(norm=gbt9704, web=web, look=look)
    first, *rest = ((_HERE / name).read_text(encoding="utf-8") for name in ("first.js", "page.js", *scripts))
    script = "".join(rest)
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
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    made.filters |= {
        "address": address,
        "path_address": path_address,
        "figure_id": figure_id,
        "meets": authors_meet,
    }
    return made


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _css(length: Length, unit: str) -> str:
    """The length in CSS, in the given unit."""
    return f"{_number(getattr(length, unit))}{unit}"


def _families(look: Look, face: gbt9704.Face, last: str) -> str:
    return ", ".join((*(f'"{family}"' for family in look.families(face)), last))
