"""An invented city: any number of units, each with some years, for trying the generator at scale."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_DISTRICTS = ("东山区", "西湖区", "南城区", "北岭县", "中原县", "新港区", "临江县", "云台县")
_OFFICES = (
    "司法局", "财政局", "教育局", "民政局", "公安局", "交通运输局", "卫生健康局", "农业农村局", "生态环境局", "应急管理局",
)  # fmt: skip


def names(count: int) -> list[tuple[str, str]]:
    """District and office of each unit."""
    found = []
    for number in range(count):
        district = _DISTRICTS[number % len(_DISTRICTS)]
        office = _OFFICES[number // len(_DISTRICTS) % len(_OFFICES)]
        ring = number // (len(_DISTRICTS) * len(_OFFICES))
        found.append((district, f"{office}第{ring}分局" if ring else office))
    return found


def make_city(folder: Path, units: int, years: tuple[int, ...] = (2020, 2021)) -> None:
    """Write the data files; the text is the published report's, its names and years are the unit's."""
    seed = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    for number, (district, office) in enumerate(names(units)):
        for year in years:
            shift = year - 2020
            text = re.sub(r"20(19|20|21)(?![\d.])", lambda match, by=shift: str(int(match[0]) + by), seed)
            text = text.replace("临海市司法局", f"{district}{office}").replace("1629件", f"{1629 + number}件")
            path = folder / district / office / "data" / f"{year}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write a city where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=200)
    options = parser.parse_args()
    make_city(options.folder, options.units)


if __name__ == "__main__":
    main()
