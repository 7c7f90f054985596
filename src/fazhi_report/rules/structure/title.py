"""Rules for title and addressees."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.organ import TITLE_PRESETS
from fazhi_report.model.report import Report
from fazhi_report.norms.duties import ReportDuty
from fazhi_report.norms.outline import outline
from fazhi_report.rules.registry import rule
from fazhi_report.rules.structure.reading import body, body_of_role
from fazhi_report.rules.texts import Texts
from fazhi_report.text.patterns import Pattern

# Not 2021—2025年, which names a plan.
_YEAR = Pattern(r"(?<![0-9—–~～－-])((?:19|20)[0-9]{2})(?=年)(?!年[—–~～－至-])")
_SUBJECT = Pattern(r"(?<![0-9—–~～－-])((?:19|20)[0-9]{2})年(?:度|[，,])")
_PLANNED = Pattern(r"((?:19|20)[0-9]{2})年[，,]")
_ANY_YEAR = Pattern("(?:19|20)[0-9]{2}|[一二三四五六七八九〇○零]{4}年")
_NAMED = Pattern("《[^《》]*》")
_REPORT = Pattern("报告(?:（[^（）]*）)?$")

_YEARS_LATER = {"plans": (1,), "other": (0, 1), "problems_solved": (-1, 0)}
"""Role of a part → the years that its heading may name, counted from that of the report; others name its own year."""


def _years(text: str, pattern: Pattern = _YEAR) -> dict[int, int]:
    """Return the years named outside titles of documents, each with its first offset."""
    covered = _NAMED.sub(lambda match: "■" * len(match[0]), text)
    found: dict[int, int] = {}
    for match in pattern.finditer(covered):
        found.setdefault(int(match[1]), match.start())
    return found


@rule("FZ311", Severity.WARNING)
def another_year_in_heading(report: Report) -> Iterator[Issue]:
    """标题里的年份不对。

    ## 查什么
    各部分标题里的年份：说当年的部分应是报告年度，“下一年度安排”应是下一年。书名号里的、规划的起止年份不算；
    标题里有几个年份的，有一个对就不提。

    ## 为什么
    拿上年文稿改写，标题的年份最容易漏改。

    ## 怎么改
    改正标题里的年份；`year` 写错的，改 `year`。

    ## 依据
    《党政机关公文处理工作条例》第二十条（签发前审核）；GB/T 15835—2011。
    """
    for one in report.body_parts:
        wanted = {report.year + later for later in _YEARS_LATER.get(one.role or "", (0,))}
        years = _years(one.part.heading)
        if years and not wanted & set(years):
            year, offset = next(iter(years.items()))
            yield Issue(
                (*one.route, "heading"),
                f"标题写的是 {year} 年，这一部分说的应是 {min(wanted)} 年",
                f"改成 {min(wanted)} 年；报告年度不是 {report.year} 的，改 year",
                offset,
                (("year",),),
            )


@rule("FZ312", Severity.WARNING)
def plans_for_a_past_year(report: Report, texts: Texts) -> Iterator[Issue]:
    """下一年度安排的段落以过去的年份开头。

    ## 查什么
    “下一年度安排”里以“某年，”开头的段落，年份是不是报告年度或更早。

    ## 为什么
    安排说的是将来；以过去的年份开头，多半是上年的安排原样搬了过来。

    ## 怎么改
    改成下一年的年份，并核对内容是不是上年的旧安排；确是回顾的，移到前面的部分。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）：年度报告写“下一年度”的主要安排。
    """
    for text in body_of_role(report, texts, "plans"):
        match = _PLANNED.match(text.words)
        if match and int(match[1]) <= report.year:
            yield Issue(
                text.route,
                f"下一年度安排以“{match[1]}年”开头，应是 {report.year + 1} 年",
                f"改成“{report.year + 1}年”，并核对是不是上年的旧安排",
                0,
                (("year",),),
            )


@rule("FZ313", Severity.NOTE)
def plans_without_next_year(report: Report, texts: Texts) -> Iterator[Issue]:
    """下一年度安排没有说到下一年。

    ## 查什么
    “下一年度安排”的标题和正文里，有没有下一年的年份，或“下一步”“明年”“今后”这样的话。

    ## 为什么
    没有一处说到将来，可能是填错了部分，或只有回顾没有安排。

    ## 怎么改
    在标题或开头写明年份，如“2021年工作安排”。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）：年度报告写“下一年度”的主要安排。
    """
    parts = report.parts_of("plans")
    said = "".join(
        (*(one.part.heading for one in parts), *(text.words for text in body_of_role(report, texts, "plans")))
    )
    if parts and str(report.year + 1) not in said and not any(word in said for word in outline().next_year):
        yield Issue(
            (*parts[0].route, "heading"),
            f"“下一年度安排”里没有一处说到 {report.year + 1} 年或下一步",
            f"在标题或开头写明“{report.year + 1}年”",
        )


@rule("FZ314", Severity.WARNING)
def opening_of_another_year(report: Report, texts: Texts) -> Iterator[Issue]:
    """开头说的是另一年。

    ## 查什么
    开头有“某年，”“某年度”的，其中有没有报告年度。开头一个年份也不写的不提。

    ## 为什么
    拿上年文稿改写，开头的年份最容易漏改。

    ## 怎么改
    改正开头的年份；`year` 写错的，改 `year`。

    ## 依据
    《党政机关公文处理工作条例》第二十条（签发前审核）。
    """
    said = body(texts, ("opening",))
    if any(report.year in _years(text.words) for text in said):
        return
    for text in said:
        for year, offset in _years(text.words, _SUBJECT).items():
            yield Issue(
                text.route,
                f"开头说的是 {year} 年，报告年度是 {report.year} 年",
                f"改成“{report.year}年”；报告年度不是 {report.year} 的，改 year",
                offset,
                (("year",),),
            )
            return


@rule("FZ315", Severity.ERROR)
def title_of_another_year(report: Report) -> Iterator[Issue]:
    """标题的年度与报告年度不一致。

    ## 查什么
    自拟的标题（`text`、`lines`）里的年份有没有报告年度。写了几个年份的，有一个对就不提；没有年份的由 FZ316 提示。

    ## 为什么
    标题与数据互相矛盾，必有一处是错的。

    ## 怎么改
    改标题的年份，或改 `year`；用标题样式（`preset`）就不会不一致。

    ## 依据
    《党政机关公文处理工作条例》第九条第七项（标题）、第二十条（签发前审核）。
    """
    lines = _title(report)
    years = {year: (route, offset) for route, text in lines for year, offset in _years(text).items()}
    if years and report.year not in years:
        year, (route, offset) = next(iter(years.items()))
        yield Issue(
            route,
            f"标题写的是 {year} 年，报告年度（year）是 {report.year}",
            "改正其中写错的一个；标题用样式（preset）写，年份由程序填",
            offset,
            (("year",),),
        )


@rule("FZ316", Severity.NOTE)
def incomplete_title(report: Report) -> Iterator[Issue]:
    """标题的要素不全。

    ## 查什么
    自拟的标题里有没有发文机关（全称、简称或地名）、年度，是不是以“报告”结尾。

    ## 为什么
    公文标题由发文机关名称、事由和文种组成；网站上的标题常离开版头单独出现，缺了机关和年度就不知是谁的、哪一年的。

    ## 怎么改
    补齐所缺的；或用标题样式（`preset`）。有的机关在网站上习惯省略机关名称，确实如此的不必改。

    ## 依据
    《党政机关公文处理工作条例》第九条第七项。
    """
    lines = _title(report)
    if not lines:
        return
    text = "".join(line for _, line in lines)
    names = [name for one in report.organ.each for name in (one.name, one.short_name or "")]
    absent = []
    if not any(name[start : start + 3] in text for name in names if name for start in range(len(name) - 2)):
        absent.append("发文机关")
    if not _ANY_YEAR.search(text):
        absent.append("年度")
    if not _REPORT.search(text):
        absent.append("文种“报告”")
    if absent:
        yield Issue(lines[0][0], f"标题缺少{'、'.join(absent)}", "补齐，或用标题样式（preset）")


@rule("FZ328", Severity.WARNING)
def title_against_local_rule(report: Report, duty: ReportDuty) -> Iterator[Issue]:
    """标题里没有地方规定的名称。

    ## 查什么
    地方规定了报告名称的（如四川省：法治政府建设年度报告），标题里有没有它。

    ## 为什么
    名称统一，才便于汇总、查找和公开。

    ## 怎么改
    用含有这个名称的标题样式（如 `preset: annual`），或改自拟的标题。

    ## 依据
    地方规定：随程序所带的，和数据旁边的 `地方规定.yaml`；提示里写明出处。
    """
    words = "".join(line for _, line in _title(report)) or TITLE_PRESETS[report.title.preset or "about"]
    if not duty.title or duty.title in words:
        return
    fitting = next((name for name, form in TITLE_PRESETS.items() if duty.title in form), "")
    cure = f"写作 title: {{preset: {fitting}}}" if fitting else "改用含有它的标题"
    yield Issue(("title",), f"标题里没有“{duty.title}”", f"{cure}；名称是规定的，见{duty.source_of('title')}")


_STAGE = Pattern("草稿|初稿|征求意见稿|送审稿|讨论稿|修改稿|审议稿|报批稿|代拟稿")


@rule("FZ317", Severity.WARNING)
def stage_in_title(report: Report) -> Iterator[Issue]:
    """标题里留着稿次。

    ## 查什么
    自拟的标题、附件的标题和文件名里有没有“草稿”“征求意见稿”“送审稿”这样的字样。

    ## 为什么
    这些字样说明稿子还没有定；印发、公开以后还留着，就成了把草稿发出去。用 `build --draft` 生成草稿时，程序自己
    在标题后面注明，不必写进数据。

    ## 怎么改
    删去；征求意见时要注明的，定稿前删去。

    ## 依据
    《党政机关公文处理工作条例》第九条第七项：标题由发文机关名称、事由和文种组成。
    """
    places = [
        *_title(report),
        *([(("file_name",), report.file_name)] if report.file_name else []),
        *((("attachments", at, "title"), one.title) for at, one in enumerate(report.attachments)),
    ]
    for route, text in places:
        for found in _STAGE.finditer(text):
            yield Issue(
                route, f"标题里留着“{found[0]}”", "定稿前删去；草稿用 build --draft 生成", found.start()
            )


def _title(report: Report) -> list[tuple[Route, str]]:
    """Return the lines of a free title with their routes; empty for a preset."""
    if report.title.text is not None:
        return [(("title", "text"), report.title.text)]
    return [(("title", "lines", index), line) for index, line in enumerate(report.title.lines)]


_END_MARK = Pattern("[：:，,。.；;、]+$")
_JOINT = Pattern("[、，,]")
_PARTY = Pattern("(?:委|委员会|党委)$")


@rule("FZ334", Severity.ERROR)
def addressed_to_person(report: Report) -> Iterator[Issue]:
    """主送给了领导人个人。

    ## 查什么
    主送机关里有没有“某市长”“某书记”“某同志”“尊敬的……”。

    ## 为什么
    公文报送机关，不报送个人；除上级机关负责人直接交办的事项外，不得以本机关名义向上级机关负责人报送公文。

    ## 怎么改
    改为机关名称，如“临海市人民政府”。

    ## 依据
    《党政机关公文处理工作条例》第十五条第五项。
    """
    persons = Pattern(outline().persons)
    for index, name in enumerate(report.addressees):
        if match := persons.search(_END_MARK.sub("", name)):
            yield Issue(
                ("addressees", index),
                f"主送“{name}”是个人，公文应报送机关",
                "改为机关名称",
                match.start(),
            )


@rule("FZ335", Severity.NOTE)
def several_addressees(report: Report) -> Iterator[Issue]:
    """主送机关不止一个。

    ## 查什么
    主送机关是不是只有一个。同级党委和政府并列（市委、市政府）的不提。

    ## 为什么
    向上级机关行文，原则上主送一个上级机关，根据需要抄送相关上级机关和同级机关。年度报告依规定要报几个机关，
    所以只作提示：分别各编一份，比一份文写几个主送更合规矩。

    ## 怎么改
    留一个主送，其余分别另编一份，或写进 `copied_to`。

    ## 依据
    《党政机关公文处理工作条例》第十五条第一项。
    """
    names = [name for entry in report.addressees for name in _JOINT.pieces(entry) if name]
    pair = 2
    if len(names) == pair and {bool(_PARTY.search(name)) for name in names} == {True, False}:
        government = next(name for name in names if not _PARTY.search(name))
        if government.endswith("政府"):
            return
    if len(names) > 1:
        yield Issue(
            ("addressees",),
            f"主送机关有 {len(names)} 个，原则上主送一个上级机关",
            "分别各编一份，或留一个主送、其余写进 copied_to",
        )


@rule("FZ336", Severity.ERROR)
def mark_after_name(report: Report) -> Iterator[Issue]:
    """机关名称或姓名后面带了标点。

    ## 查什么
    主送机关、抄送机关、签发人、署名机关的名称末尾有没有冒号、逗号、顿号、句号。

    ## 为什么
    名称之间和末尾的标点由程序加，手写的会印成两个，如“临海市人民政府：：”。

    ## 怎么改
    删去末尾的标点；几个机关一行一项。

    ## 依据
    GB/T 9704—2012 7.3.2、7.4.2；本工具的数据格式。
    """
    for route, name in _names(report):
        if match := _END_MARK.search(name):
            yield Issue(
                route, f"“{name}”末尾带了“{match[0]}”，会印成两个标点", "删去末尾的标点", match.start()
            )


def _names(report: Report) -> Iterator[tuple[Route, str]]:
    for field in ("addressees", "copied_to", "signatories"):
        for index, name in enumerate(getattr(report, field)):
            yield (field, index), name
    for index, name in enumerate(report.signature.organs):
        yield ("signature", "organs", index), name


@rule("FZ337", Severity.WARNING)
def copied_downwards(report: Report) -> Iterator[Issue]:
    """抄送给了下级机关。

    ## 查什么
    抄送机关里有没有“各镇（街道）”“各科室”“各司法所”这样的下级机关和内设机构。

    ## 为什么
    向上级机关行文，可以抄送相关上级机关和同级机关，不抄送下级机关。

    ## 怎么改
    从 `copied_to` 里删去；需要下级了解的，另行印发。

    ## 依据
    《党政机关公文处理工作条例》第十五条第一项。
    """
    lower = Pattern(outline().lower)
    for index, name in enumerate(report.copied_to):
        if lower.search(_END_MARK.sub("", name)):
            yield Issue(
                ("copied_to", index),
                f"“{name}”是下级机关或内设机构，上行文不抄送下级",
                "从 copied_to 里删去，需要的另行印发",
            )
