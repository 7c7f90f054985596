"""Feed the loader and everything behind it with bytes that atheris breeds (``make fuzz``); a crash becomes a fixture."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path, PurePath

import atheris

with atheris.instrument_imports(include=["fazhi_report"]):
    from fazhi_report.composition.report import compose
    from fazhi_report.errors import FazhiError
    from fazhi_report.norms.gbt9704 import CLASSIC
    from fazhi_report.rules.run import Subjects, check
    from fazhi_report.source.load import load_bytes
    from fazhi_report.writers.formats import writer

ROOT = Path(__file__).resolve().parents[1]


def one(data: bytes) -> None:
    """The road of one file; only a traceback or a hang is a finding."""
    source = load_bytes(data, PurePath("fuzz.yaml"))
    check(Subjects.of(source, today=date(2026, 1, 1)))
    if source.report is not None:
        try:
            document = compose(source.report)
        except FazhiError:
            return
        for name in ("docx", "md"):
            writer(name)(document, CLASSIC)


def main() -> None:
    """Run until told otherwise: ``-max_total_time=600`` and whatever else libFuzzer knows."""
    corpus = ROOT / "tests" / "actual" / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for path in (
        *ROOT.glob("data/*.yaml"),
        *ROOT.glob("tests/bad/**/*.yaml"),
        *ROOT.glob("tests/fuzz/crashes/*"),
    ):
        (corpus / path.name).write_bytes(path.read_bytes())
    crashes = ROOT / "tests" / "fuzz" / "crashes"
    crashes.mkdir(exist_ok=True)
    options = ["-timeout=30", "-rss_limit_mb=2048", "-max_len=65536", f"-artifact_prefix={crashes}/"]
    atheris.Setup([sys.argv[0], str(corpus), *options, *sys.argv[1:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
