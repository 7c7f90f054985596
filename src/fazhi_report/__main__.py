"""The way in: ``fazhi-report`` and ``python -m fazhi_report``."""

from __future__ import annotations

import gc
import sys

_SEEN_BETWEEN = 50_000
"""New objects between two looks for rubbish; the usual 700 means a hundred looks while the program is being imported."""


def main() -> None:
    """Answer ``--version`` at once; everything else goes to the app."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        # Asked thousands of times by scripts; Typer takes 70 ms.
        from fazhi_report.cli.streams import on_firm_ground  # noqa: PLC0415

        sys.exit(on_firm_ground(_version, failed=2))
    gc.set_threshold(_SEEN_BETWEEN)
    try:
        from fazhi_report.cli.app import run  # noqa: PLC0415  (see above)

        sys.exit(run(arguments))
    except KeyboardInterrupt:
        # Before the app is there to say it.
        sys.stderr.write("无法继续：已中断\n")
        sys.exit(130)
    finally:
        # The system takes all memory back at once; to look through it first takes a tenth of a run.
        gc.freeze()


def _version() -> int:
    from fazhi_report import __version__  # noqa: PLC0415  (see above)

    sys.stdout.write(f"fazhi-report {__version__}\n")
    return 0


if __name__ == "__main__":
    main()
