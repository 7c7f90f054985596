"""Start fazhi-report from the packages that install.py put beside this file."""

from __future__ import annotations

import os
import site
import sys
from pathlib import Path

PACKAGES = Path(__file__).resolve().parent / "packages"

if __name__ == "__main__":
    if not PACKAGES.is_dir():
        print(
            "还没有安装：先运行 install（Windows 是 install.cmd，其他系统是 install.sh）。", file=sys.stderr
        )
        sys.exit(2)
    # In front of what the machine has, here and in the processes that are started from here.
    before = list(sys.path)
    site.addsitedir(str(PACKAGES))
    sys.path[:] = [path for path in sys.path if path not in before] + before
    os.environ["PYTHONPATH"] = str(PACKAGES)
    from fazhi_report.__main__ import main

    main()
