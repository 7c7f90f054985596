"""Reports of any size for tests of growth: two years, texts and figures that differ, by one rule for all sizes."""

from __future__ import annotations

from pathlib import Path

_VERBS = ("制定", "修订", "落实", "完善", "优化", "推进", "梳理", "开展")
_WORKS = (
    "合法性审查",
    "集体讨论",
    "专家论证",
    "风险评估",
    "执法公示",
    "法制审核",
    "行政调解",
    "普法宣讲",
    "证件管理",
    "案卷评查",
)
_WAYS = ("按季通报", "逐项销号", "全程留痕", "分级负责", "定期回访", "动态调整", "限时办结")
_ITEMS = 4


def grown(times: int, year: int) -> str:
    """A data file of so many sections, each with four items of text and twelve figures."""
    figures, sections = [], []
    for section in range(times):
        # Headings change, too: nothing holds two years together.
        sections += [f"    - heading: 第{_word(section + year)}方面工作稳步推进", "      items:"]
        for item in range(_ITEMS):
            number = section * _ITEMS + item
            keys = [f"local.k{number}x{place}" for place in range(3)]
            for place, key in enumerate(keys):
                value = 100 + (number * 7 + place * 13 + year * 3) % 400
                figures.append(f"  {key}: {{value: {value}件, label: {_word(number)}类{_WORKS[place]}数量}}")
            printed = "，".join(
                f"{_VERBS[(number + place) % 8]}{_word(number)}类{_WORKS[place]}{{{{ {key} }}}}"
                for place, key in enumerate(keys)
            )
            sections += [
                f"        - lead: 抓实{_word(number + year)}类事项。",
                "          text: |",
                f"            {year}年，{printed}。{_sentence(number, year)}{_sentence(number + 1000, 0)}",
            ]
    return "\n".join(
        (
            "kind: report",
            f"year: {year}",
            "organ: {name: 示例市司法局, short_name: 局, kind: department}",
            "title: {preset: about}",
            "addressees: [示例市人民政府]",
            "figures:",
            *figures,
            "opening: |",
            f"  现将{year}年度法治政府建设情况报告如下：",
            "achievements:",
            "  heading: 主要举措和成效",
            "  sections:",
            *sections,
            "leader_duties:",
            "  heading: 主要负责人履行推进法治建设第一责任人职责情况",
            "  text: |",
            "    主要负责人对法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办。",
            "shortcomings:",
            "  heading: 存在的不足和原因",
            "  text: |",
            "    执法力量偏弱，原因是培训安排偏少。",
            "plans:",
            f"  heading: {year + 1}年工作安排",
            "  text: |",
            f"    {year + 1}年，加强培训，{year + 1}年10月底前完成。",
            "closing: 特此报告。",
            "signature: {seal: false}",
            f"date_of_issue: {year + 1}年1月20日",
            "",
        )
    )


def write_grown(folder: Path, times: int) -> None:
    """Write this year's and last year's file of that size, 2024 and 2023."""
    for year in (2023, 2024):
        path = folder / "data" / f"{year}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(grown(times, year), encoding="utf-8")


def _word(number: int) -> str:
    """A word of two characters that no other number has."""
    return chr(0x5200 + number % 900) + chr(0x6200 + number // 900)


def _sentence(number: int, year: int) -> str:
    seed = number * 31 + year * 17
    parts = [
        f"{_VERBS[(seed + place) % 8]}{_word(seed % 7000 + place)}{_WORKS[(seed // 3 + place) % 10]}"
        for place in range(3)
    ]
    return f"{'，'.join(parts)}，实行{_WAYS[seed % 7]}。"
