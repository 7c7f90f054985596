"""Rules for unfinished text: placeholders, empty parts, paragraphs pasted twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.report import STATUTORY, Report
from fazhi_report.model.walk import texts
from fazhi_report.norms.outline import outline
from fazhi_report.rules.registry import rule
from fazhi_report.rules.structure.reading import body, shown
from fazhi_report.rules.texts import Texts
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import FILLER, mask

_UNIT = "[镇乡村县市区局个项件次人名年月日份条万场期家起宗%％]"
_PLACEHOLDER = Pattern(
    # ××市 and XX局; 138××××0000 hides a number on purpose.
    r"(?<![A-Za-z0-9Ｘ×])(?:X{2,}|x{2,}|[Ｘ×]{2,})(?![A-Za-z0-9Ｘ×])"
    rf"|(?<![A-Za-z0-9+＋])[XＸ×](?={_UNIT})"
    rf"|[*＊]+(?={_UNIT})|[*＊]{{2,}}"
    # Circles stand for zeros in years (二○二○年).
    "|(?<![零一二三四五六七八九十〇○])[○〇]{2,}(?![零一二三四五六七八九十〇○年])"
    "|□{2,}|[_＿]{2,}|[?？]{2,}"
    r"|\b(?:TODO|TBD|FIXME|[Ll]orem ipsum)\b"
    r"|（此处[^（）]{0,40}）|\(此处[^()]{0,40}\)"
    r"|[【\[（(](?:待|请|需)?(?:补充|填写|填入|插入|核实|完善|更新|确认|待定|待填|待补)[^【】\[\]（）()]{0,30}[】\]）)]"
    r"|(?:(?<=[，。；：、])|^)(?:数据|内容|情况|此处)?待(?:补充|填写|填|补|核实|更新|定)(?=[，。；、]|$)",
)
_SIGN = Pattern(
    # A character class first, and then what its characters must be followed by.
    r"[XxＸ×*＊○〇□_＿?？TFLl此待【\[（(](?:(?<=[XxＸ×*＊○〇□_＿?？])|(?<=T)(?:ODO|BD)|(?<=F)IXME|(?<=[Ll])orem|(?<=此)处"
    r"|(?<=待)[补填核更定]|(?<=[【\[（(])(?:待|请|需)?[补填插核完更确待])"
)
_HOLLOW = Pattern(r"[（(]?(?:略|无|暂无|没有|同上|同上年|同去年|见附件|详见附件|另附|空)[）)]?[。.…]*")
_SENTENCE = 20
_PROSE = frozenset({"<paragraph>", "lead", "text"})


@rule("FZ303", Severity.ERROR)
def placeholder_left(texts: Texts) -> Iterator[Issue]:
    """还留着没填的占位文字。

    ## 查什么
    印得出来的文字里有没有 XX、××、*次、○○、□□、下划线、连用的问号、TODO、“（此处……）”“【待补充】”“数据待核实”
    这样的占位符号。年份里的○（二○二○年）、隐去一段的号码（138××××0000）不算。

    ## 为什么
    范文和上年文稿里的占位符号最容易漏填，印出去就是笑话。

    ## 怎么改
    填上真实的内容；不需要这一句的，删去。

    ## 依据
    《党政机关公文处理工作条例》第十九条（内容属实）、第二十条（签发前审核）。
    """
    for text in texts.showing(_SIGN):
        for match in _PLACEHOLDER.finditer(text.words):
            yield Issue(
                text.route,
                f"“{shown(match[0])}”是占位文字，还没有填",
                "填上真实的内容，或删去这一句",
                match.start(),
            )


@rule("FZ304", Severity.WARNING)
def hollow_part(report: Report, texts: Texts) -> Iterator[Issue]:
    """这一部分没有实际内容。

    ## 查什么
    一个部分的正文是不是只有“略”“无”“同上年”“见附件”这样的话。“其他需要报告的情况”写“无”不算。

    ## 为什么
    四个部分都是年度报告的法定内容，不能用一个字带过，也不能只用附件代替。

    ## 怎么改
    写出这一部分的内容；“其他需要报告的情况”没有的，也可以整个删去。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告内容的规定。
    """
    for one in report.body_parts:
        said = body(texts, one.route)
        if one.role != "other" and said and all(_HOLLOW.fullmatch(text.words) for text in said):
            title = outline().parts[one.role].title if one.role else one.part.heading
            yield Issue(
                said[0].route,
                f"“{one.part.heading}”部分只写了“{said[0].words}”",
                f"写出“{title}”的内容",
            )


@rule("FZ308", Severity.ERROR)
def missing_part(report: Report) -> Iterator[Issue]:
    """规定必有的部分没有写。

    ## 查什么
    主要举措和成效、不足和原因、第一责任人履职、下一年度安排四个部分是不是都有：用五个名字写的，看有没有那个键；用
    `parts` 写的，看有没有一项的 `role` 是它。写了 `as_issued: true` 的旧报告，缺了的只作警告，照样生成。

    ## 为什么
    四个部分是年度报告的法定内容。已经印发的旧报告当年未必要求这样写，也不能再改，所以只提醒。

    ## 怎么改
    补写缺的部分；已经写在别的部分里的，给那一部分写明 `role`，或把那一节移出来；已经印发、照录存档的旧报告，写上
    `as_issued: true`。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告内容的规定。
    """
    known = outline().parts
    lacking = [name for name in STATUTORY if not report.parts_of(name)]
    if not lacking:
        return
    named = "、".join(f"“{known[name].short}”（{name}）" for name in lacking)
    like = [one for name in lacking for one in _resembling(report, known[name].tell_tales)]
    seems = "".join(f"；“{shown(mask(heading))}”一节像是" for _, heading in like[:1])
    cure = "在 parts 里补写，或给写了它的一项注明 role" if report.parts else "补写这些键"
    hint = (
        "照录的旧报告，原文如此就不必改" if report.as_issued else f"{cure}；旧报告写 as_issued: true，只提醒"
    )
    related = tuple(route for route, _ in like)
    yield Issue(("parts",) if report.parts else (), f"没有{named}{seems}", hint, related=related)


@rule("FZ310", Severity.ERROR)
def empty_part(report: Report) -> Iterator[Issue]:
    """这一部分只有标题。

    ## 查什么
    每个部分在标题之后有没有正文（`text`）、各项（`items`）或各节（`sections`）。写了 `as_issued: true` 的旧报告只作警告。

    ## 为什么
    只有标题的部分印出来是空的，多半是内容写到别处去了，或缩进错了。

    ## 怎么改
    写上内容；内容在别的部分里的，移过来；整个部分不要的，连标题删去。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告内容的规定；本工具的数据格式。
    """
    for one in report.body_parts:
        if not (one.part.text or one.part.items or one.part.sections):
            yield Issue(
                one.route,
                f"“{one.part.heading}”部分只有标题，没有正文（text），也没有各项（items）、各节（sections）",
                "写上内容，或删去这一部分",
            )


def _resembling(report: Report, words: Sequence[str]) -> Iterator[tuple[Route, str]]:
    """Yield the sections, and the parts without a role, whose headings name a part that the report does not have."""
    for one in report.body_parts:
        headings = [] if one.role else [((*one.route, "heading"), one.part.heading)]
        for at, section in enumerate(one.part.sections):
            headings.append(((*one.route, "sections", at, "heading"), section.heading))
        yield from (named for named in headings if any(word in named[1] for word in words))


@rule("FZ309", Severity.ERROR)
def missing_date(report: Report) -> Iterator[Issue]:
    """没有成文日期。

    ## 查什么
    有没有成文日期（`date_of_issue`）。写了 `as_issued: true` 的旧报告没有的，只作警告，照样生成，文末不印日期。

    ## 为什么
    没有成文日期的公文不成立；网上转载的旧报告常常略去署名和日期。

    ## 怎么改
    写上负责人签发的日期，如 `date_of_issue: 2021-02-28`；还没有签发的，写 `date_of_issue: 【待填：成文日期】`。

    ## 依据
    《党政机关公文处理工作条例》第九条第十二项（成文日期）。
    """
    if report.date_of_issue is None:
        hint = "查得到的补写" if report.as_issued else "写上签发的日期；还没有签发的写 【待填：成文日期】"
        yield Issue(("date_of_issue",), "没有成文日期（date_of_issue）", hint)


@rule("FZ306", Severity.WARNING)
def repeated_paragraph(report: Report) -> Iterator[Issue]:
    """同一段文字出现了两次。

    ## 查什么
    有没有一字不差、二十字以上的段落或首句出现在两处。表格不查。

    ## 为什么
    多半是复制时多贴了一遍，或填错了部分。

    ## 怎么改
    删去多余的一处，或换成这里该写的内容。

    ## 依据
    《党政机关公文处理工作条例》第十九条（文字精练）。
    """
    seen: dict[str, Route] = {}
    for route, text in texts(report):
        # Masked references would be equal; table cells and names may be equal.
        if route[-1] not in _PROSE or len(mask(text).replace(FILLER, "")) < _SENTENCE:
            continue
        first = seen.setdefault(text, route)
        if first is not route:
            yield Issue(
                route,
                f"这一段与前面一段完全相同：“{text[:12]}……”",
                "删去多余的一处，或换成这里该写的内容",
                related=(first,),
            )
