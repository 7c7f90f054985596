"""Local rules: those that come with the program, and an office's own file beside its data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding
from fazhi_report.model.local_rules import shipped_areas
from fazhi_report.norms.duties import ReportDuty
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import load
from fazhi_report.source.local_rules import duty_for

OWN = """\
area: 示例市
source: 示例市年度报告办法（示府办〔2024〕1号）
rules:
  - due: 02-10
    publish: 3月1日
    to: 市委依法治市办
    addressed: [依法治市]
    copies: 市督察办
    copied: [督察]
    title: 年度报告
    order: [leader_duties, achievements, shortcomings, plans]
    steps: [{name: 初稿, by: 01-10}, 审签]
    valid_for_years: {from: 2024}
"""
CHINESE = """\
地区: 示例市
依据: 示例市年度报告办法（示府办〔2024〕1号）
规定:
  - 报送期限: 2月10日
    公开期限: 03-01
    报告对象: 市委依法治市办
    主送须有: [依法治市]
    抄送对象: 市督察办
    抄送须有: [督察]
    标题须有: 年度报告
    各部分次序: [leader_duties, achievements, shortcomings, plans]
    环节: [{环节: 初稿, 截止: 1月10日}, 审签]
    适用年度: {起始年度: 2024}
"""
REPORT = """\
year: 2024
{about}organ:
  name: {organ}
  kind: {kind}
title: {{preset: about}}
addressees: [示例市人民政府]
copied_to: [示例市委全面依法治市委员会办公室]
opening: 现报告如下。
achievements: {{heading: 举措, text: 做了工作。}}
shortcomings: {{heading: 不足, text: 人手不足，主要原因是编制少。}}
leader_duties: {{heading: 履职, text: 开会。}}
plans: {{heading: 安排, text: 2025年培训。}}
date_of_issue: 2025-02-20
publication: {{published_at: 2025-03-20 09:00}}
"""


def written(
    folder: Path, rules: str = "", *, organ: str = "示例市司法局", kind: str = "department", about: str = ""
) -> Path:
    data = folder / "data" / "2024.yaml"
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text(REPORT.format(organ=organ, kind=kind, about=about), encoding="utf-8")
    if rules:
        (folder / "地方规定.yaml").write_text(rules, encoding="utf-8")
    return data


def owed(path: Path) -> ReportDuty:
    report = load(path).report
    assert report is not None
    duty = duty_for(report, path)
    assert duty is not None
    return duty


def findings(path: Path, edition: str = "submit") -> Mapping[str, Finding]:
    return {one.code: one for one in check(Subjects.of(load(path), edition=edition)).findings}


LOCAL = ("FZ301", "FZ328", "FZ401", "FZ402", "FZ412", "FZ413")
"""The rules that ask what the area prescribes."""


@pytest.mark.parametrize("rules", [OWN, CHINESE], ids=["English keys", "Chinese keys"])
def test_the_rules_ask_the_local_rule_and_name_it(tmp_path: Path, rules: str) -> None:
    found = findings(written(tmp_path, rules))
    assert {"FZ328", "FZ401", "FZ402", "FZ412", "FZ413", "FZ301"} <= found.keys()
    for code in LOCAL:
        assert "示府办〔2024〕1号" in found[code].hint
    assert "2025年2月10日 晚 10 天" in found["FZ401"].message
    assert "市委依法治市办" in found["FZ412"].hint
    assert "市督察办" in found["FZ413"].hint


def test_without_a_local_rule_the_national_one_holds(tmp_path: Path) -> None:
    path = written(tmp_path)
    found = findings(path)
    assert not {"FZ328", "FZ401", "FZ402", "FZ412", "FZ413"} & found.keys()
    assert (owed(path).local, owed(path).due_on(2024)) == ({}, date(2025, 3, 1))


def test_a_rule_of_other_years_or_other_organs_changes_nothing(tmp_path: Path) -> None:
    later = written(tmp_path / "later", OWN.replace("from: 2024", "from: 2025"))
    others = written(tmp_path / "others", OWN.replace("- due: 02-10", "- kinds: [township]\n    due: 02-10"))
    joint = written(tmp_path / "joint", OWN.replace("- due: 02-10", "- joint: true\n    due: 02-10"))
    elsewhere = written(tmp_path / "elsewhere", "prefixes: [别的市]\n" + OWN)
    for path in (later, others, joint, elsewhere):
        assert owed(path).local == {}


def test_what_a_rule_leaves_out_stays_national(tmp_path: Path) -> None:
    duty = owed(written(tmp_path, "area: 示例市\nsource: 办法\nrules:\n  - due: 02-10\n"))
    assert duty.due_on(2024) == date(2025, 2, 10)
    assert duty.publish_by(2024) == date(2025, 4, 1)
    assert (duty.source_of("due"), duty.source_of("publish")[:9]) == ("办法", "《法治政府建设与责")


def test_a_city_has_one_file_for_all_its_units(tmp_path: Path) -> None:
    path = written(tmp_path / "示例市" / "司法局")
    (tmp_path / "示例市" / "local-rules.yaml").write_text(OWN, encoding="utf-8")
    assert owed(path).due_on(2024) == date(2025, 2, 10)
    # The unit's own file is nearer.
    (path.parent / "地方规定.yaml").write_text(OWN.replace("02-10", "02-05"), encoding="utf-8")
    assert owed(path).due_on(2024) == date(2025, 2, 5)


def test_sichuan_by_name_by_region_and_by_designation(tmp_path: Path) -> None:
    named = owed(written(tmp_path / "a", organ="四川省司法厅"))
    assert (named.title, named.due_on(2024)) == ("法治政府建设年度报告", date(2025, 3, 1))
    county = {"organ": "示例县人民政府", "kind": "government"}
    region = owed(written(tmp_path / "b", about="region: 四川省示例市\n", **county))
    assert region.title == "法治政府建设年度报告"
    model = written(
        tmp_path / "c", about="region: 四川省示例市\ndesignations: [全国法治政府建设示范县]\n", **county
    )
    assert owed(model).due_on(2024) == date(2025, 1, 31)
    assert "zgtc.gov.cn" in findings(model)["FZ401"].hint
    # The guide is of 2023: earlier reports were under the national rule alone.
    model.write_text(model.read_text(encoding="utf-8").replace("year: 2024", "year: 2022"), encoding="utf-8")
    assert owed(model).local == {}


def test_huaibei_has_steps_for_joint_authors(tmp_path: Path) -> None:
    path = written(tmp_path, about="region: 安徽省淮北市\n")
    assert owed(path).steps == ()
    text = path.read_text(encoding="utf-8").replace(
        "organ:\n  name: 示例市司法局\n  kind: department\n",
        "organ:\n  - {name: 中共示例区委, kind: party}\n  - {name: 示例区人民政府, kind: government}\n",
    )
    path.write_text(text, encoding="utf-8")
    steps = owed(path).steps
    assert [one.name for one in steps] == ["初稿", "征求意见", "审签", "报送", "抄送", "公开"]
    # Their days were seen in one year only: no rule sets them.
    assert all(one.by is None for one in steps)


def test_every_shipped_rule_names_its_source() -> None:
    areas = shipped_areas()
    assert {one.area for one in areas} == {"四川省", "安徽省淮北市"}
    assert all(".gov.cn" in area.source or "zgtc" in area.source for area in areas)


@pytest.mark.parametrize(
    ("rules", "place", "said"),
    [
        (OWN.replace("02-10", "02-30"), "4:10", "不是每年都有的一天"),
        (OWN.replace("02-10", "2月29日"), "4:10", "不是每年都有的一天"),
        (OWN.replace("02-10", "二月"), "4:10", "不是“月-日”"),
        (OWN.replace("due:", "duee:"), "4:5", "是不是 due"),
        (OWN.replace("source:", "x:"), "1:1", "依据"),
        ("area: 示例市\nsource: 办法\nrules:\n  - kinds: [department]\n", "4:5", "没有规定什么"),
        ("area: 示例市\nsource: 办法\nrules: []\n", "3:1", "规定"),
        ("area: [", "1:8", ""),
        ("不是映射", "1:1", ""),
    ],
)
def test_faults_are_told_in_chinese_with_their_place(
    tmp_path: Path, rules: str, place: str, said: str
) -> None:
    path = written(tmp_path, rules)
    with pytest.raises(FazhiError) as caught:
        findings(path)
    assert f"地方规定.yaml:{place}" in caught.value.message
    assert said in caught.value.message
    assert "local-rules.md" in (caught.value.hint or "")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="太大"):
        findings(written(tmp_path, OWN + "#" * 300_000))
