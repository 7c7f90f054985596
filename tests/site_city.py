"""A made-up city for its site: reports in time and late, figures alone, a secret report, a unit that has not answered."""

from __future__ import annotations

from pathlib import Path

ROSTER = (
    "单位,简称,类别\n示例市司法局,市司法局,市直部门\n示例市财政局,,市直部门\n"
    "示例市教育局,,市直部门\n示例市公安局,,市直部门\n示例市东山区人民政府,东山区,区县\n"
    "示例市西湖区人民政府,,区县\n"
)
REPORT = """\
kind: report
year: {year}
organ: {{name: {organ}, short_name: 我局, kind: department}}
title: {{preset: about}}
addressees: [示例市人民政府]
opening: 现将{year}年度法治政府建设情况报告如下。
achievements:
  heading: 主要举措和成效
  text: 全年调解矛盾纠纷{{{{ mediation.total }}}}，调解成功{{{{ mediation.succeeded }}}}。
shortcomings: {{heading: 不足和原因, text: 队伍力量不足。原因是编制较少。}}
leader_duties: {{heading: 主要负责人履行第一责任人职责情况, text: 局长认真履行职责。}}
plans: {{heading: {next}年主要安排, text: 充实队伍。}}
closing: 特此报告。
signature: {{}}
date_of_issue: {issued}
publication: {{published_at: "{published} 09:00"}}
figures:
  mediation.total: {{value: {total}件, scope: 全市口径}}
  mediation.succeeded: {{value: {done}件, part_of: mediation.total}}
  own.kept: {{value: 1234567份, label: 内部台账数量, internal: true}}
"""


def report(organ: str, year: int, issued: str, published: str, total: int) -> str:
    return REPORT.format(
        organ=organ,
        year=year,
        next=year + 1,
        issued=issued,
        published=published,
        total=total,
        done=total - 3,
    )


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def make(folder: Path) -> Path:
    """A city of five units on the roster and one beside it, with two years."""
    city = folder / "示例市"
    law = "示例市司法局"
    write(city / law / "data" / "2024.yaml", report(law, 2024, "2025-01-20", "2025-03-20", 70))
    write(city / law / "data" / "2025.yaml", report(law, 2025, "2026-03-01", "2026-04-02", 80))
    finance = "示例市财政局"
    write(city / finance / "data" / "2024.yaml", report(finance, 2024, "2025-03-04", "2025-03-20", 21))
    write(
        city / finance / "data" / "2025.yaml",
        "kind: figures\nyear: 2025\norgan: {name: 示例市财政局}\nfigures:\n"
        "  mediation.total: 1.5万件\n  mediation.succeeded: {status: not_recorded}\n"
        "  own.formula: {value: 3件, label: '=2+3'}\n",
    )
    police = "示例市公安局"
    secret = (
        report(police, 2025, "2026-01-20", "2026-03-20", 987654) + "\nsecrecy: {level: 秘密, period: 10年}\n"
    )
    write(city / police / "data" / "2025.yaml", secret)
    district = "示例市东山区人民政府"
    write(
        city / district / "data" / "2025.yaml",
        report(district, 2025, "2026-02-10", "2026-03-20", 46).replace("department", "government"),
    )
    joint = report("西湖", 2025, "2026-02-10", "2026-03-20", 12).replace(
        "{name: 西湖, short_name: 我局, kind: department}",
        "[{name: 中共示例市西湖区委员会, kind: party}, {name: 示例市西湖区人民政府, kind: government}]",
    )
    write(city / "西湖区" / "data" / "2025.yaml", joint)
    beside = "示例市CON:<&局"
    write(city / "beside" / "data" / "2025.yaml", report(f"'{beside}'", 2025, "2026-01-09", "2026-03-02", 5))
    (city / "单位.csv").write_text(ROSTER, encoding="utf-8-sig")
    return city
