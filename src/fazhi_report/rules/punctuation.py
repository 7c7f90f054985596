"""FZ601 to FZ611: Chinese punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.base import Base
from fazhi_report.model.prose import Item, Measure, Section
from fazhi_report.model.report import Report
from fazhi_report.model.walk import each
from fazhi_report.rules.registry import rule
from fazhi_report.rules.texts import RunningText, Texts, issue, issues
from fazhi_report.typography import document_number as numbers
from fazhi_report.typography import marks


@rule("FZ601", Severity.WARNING)
def half_width_punctuation(texts: Texts) -> Iterator[Issue]:
    """中文里用了半角标点。

    ## 查什么
    汉字旁边的半角逗号、分号、冒号、括号、问号、叹号和句点，以及半角、小号的异形标点。数字里的小数点、时刻 09:33、
    网址、英文句子里的标点不查。一段里有多处的，合为一条，指在第一处。

    ## 为什么
    中文标点占一个字的位置，半角标点印出来挤在一起，也常在网页与文稿之间来回粘贴时混进来。

    ## 怎么改
    改为全角：，；：（）？！。

    ## 依据
    GB/T 15834—2011《标点符号用法》；《党政机关公文处理工作条例》第十一条：公文使用的标点符号按照国家标准执行。
    """
    yield from issues(texts, marks.half_width)


@rule("FZ602", Severity.WARNING)
def straight_quotation_marks(texts: Texts) -> Iterator[Issue]:
    """引号不是弯引号。

    ## 查什么
    汉字文本里的直引号、反引号、撇号和直角引号「」『』。英文单词里的撇号不查。

    ## 为什么
    横排公文的引号是“ ”和‘ ’。直引号分不出前后，缺了一半也看不出来。

    ## 怎么改
    外层改为“ ”，里层改为‘ ’。YAML 里整段文字外面的引号是语法，不在此列。

    ## 依据
    GB/T 15834—2011 第 4.8 条（引号）。
    """
    yield from issues(texts, marks.straight_quotes)


@rule("FZ603", Severity.WARNING)
def unpaired_marks(texts: Texts) -> Iterator[Issue]:
    """引号、书名号或括号不成对。

    ## 查什么
    每一段里的“ ”‘ ’《 》〈 〉（ ）〔 〕【 】是否前后成对、互不交叉、里面有内容。序号 1）、a）的括号不查。

    ## 为什么
    缺了一半的标号，读者不知道引的话、书名或注释到哪里为止。

    ## 怎么改
    补上缺的一半；两半方向打反的，改正方向；里面没有内容的，补上或删去。

    ## 依据
    GB/T 15834—2011 第 4.8 条（引号）、第 4.9 条（括号）、第 4.15 条（书名号）。
    """
    yield from issues(texts, marks.unpaired)


@rule("FZ604", Severity.WARNING)
def misnested_marks(texts: Texts) -> Iterator[Issue]:
    """引号或书名号的里外层用反了。

    ## 查什么
    引号里面再用引号，外层是不是“ ”、里层是不是‘ ’；书名号里面再用书名号，外层是不是《 》、里层是不是〈 〉；
    再往里一层，又回到外层的那一种。标号不成对的段落由 FZ603 先说，这里不查。

    ## 为什么
    里外层同形，读者分不清哪一半配哪一半，例如《关于印发《办法》的通知》。

    ## 怎么改
    写成《关于印发〈办法〉的通知》，“‘法雨春风’润百企”。

    ## 依据
    GB/T 15834—2011 第 4.8.3 条、第 4.15.3 条。
    """
    yield from issues(texts, marks.misnested)


@rule("FZ605", Severity.WARNING)
def malformed_document_number(report: Report, texts: Texts) -> Iterator[Issue]:
    """发文字号的写法不对。

    ## 查什么
    报告自己的发文字号（`document_number`，公布信息里的也查）和正文引用的文号：年份是不是四位、有没有用六角括号
    〔 〕，序号前有没有多写“第”字、编了虚位，后面是不是恰有一个“号”字，中间有没有空格。
    法院的案号（2021）浙1082行初8号不在此列。

    ## 为什么
    文号是检索和引用公文的依据，写法不一就查不到；“8号号”这样的错，多半是录入页面时留下的。

    ## 怎么改
    写成“临司〔2021〕8号”：机关代字、六角括号里的四位年份、不编虚位的序号、“号”。

    ## 依据
    GB/T 9704—2012 第 7.2.5 条（发文字号）。
    """
    own: set[Route] = set()
    for route, number in _own_numbers(report):
        own.add(route)
        for fault in numbers.document_number(number):
            yield issue(route, fault)
    yield from issues(texts.where(lambda text: text.route not in own), numbers.document_numbers)


def _own_numbers(report: Report) -> Iterator[tuple[Route, str]]:
    if report.document_number is not None:
        yield ("document_number",), report.document_number
    if report.publication is not None and report.publication.document_number is not None:
        yield ("publication", "document_number"), report.publication.document_number


@rule("FZ606", Severity.WARNING)
def wrong_interpunct(texts: Texts) -> Iterator[Issue]:
    """间隔号用错了字符。

    ## 查什么
    汉字、字母之间的 •（U+2022）、‧、・、∙、⋅、●，以及引号、书名号里两个汉字之间的句点，是不是该用间隔号“·”。

    ## 为什么
    几个字符样子相近，宽窄、字体却不同，印出来或挤或空，按名称检索也查不到。

    ## 怎么改
    改为“·”（U+00B7），如“维爱·微课堂”。多数中文输入法在中文状态按主键盘数字 1 左边的键即得。

    ## 依据
    GB/T 15834—2011 第 4.14 条（间隔号）。
    """
    yield from issues(texts, marks.interpuncts)


@rule("FZ607", Severity.WARNING)
def clashing_marks(texts: Texts) -> Iterator[Issue]:
    """两个标点重复或互相冲突。

    ## 查什么
    “，，”“。。”“、，”“。；”一类连在一起的点号，紧跟在前引号、前括号后面的点号，紧挨在后括号、后书名号前面的逗号、
    顿号。省略号和“？！”不在此列。

    ## 为什么
    一处停顿只用一个点号。重复的标点多半是改稿时删了字、没有删标点。

    ## 怎么改
    留下该用的一个。

    ## 依据
    GB/T 15834—2011 第 4 章（各种点号的用法）、第 5.1 条。
    """
    yield from issues(texts, marks.clashing_marks)


@rule("FZ608", Severity.WARNING)
def mark_at_paragraph_start(texts: Texts) -> Iterator[Issue]:
    """一段以不能在行首的标点开头。

    ## 查什么
    段落、标题、单元格的第一个字是不是点号、后引号、后括号、后书名号或百分号。

    ## 为什么
    这些标点不能出现在行首；出现在段首，多半是一段被拆成了两段，或者前面的字丢了。

    ## 怎么改
    接到上一段后面，或补上丢的字，或删去这个标点。

    ## 依据
    GB/T 15834—2011 第 5.1 条（标点符号的位置）。
    """
    yield from issues(texts, marks.mark_at_start)


_LEAD_ENDS = ("。", "：", "；", "！", "？", "。”", "。）", "，")


@rule("FZ609", Severity.WARNING)
def missing_end_mark(report: Report, texts: Texts) -> Iterator[Issue]:
    """段末，或段首标题末，没有标点。

    ## 查什么
    由句子组成的段落是不是以句号、分号、冒号、问号、叹号、省略号收尾（逗号、顿号收不了尾）；后面接排正文的段首标题
    （`run_in`）和列举的首句（`lead`）末尾有没有标点；结束语有没有句号。
    独占一行的标题、表格和附件里的文字不查。

    ## 为什么
    段首标题没有标点，就和正文连成了一句；段末没有标点，读者不知道话说完没有。

    ## 怎么改
    补上“。”；列举的各条之间用“；”。

    ## 依据
    GB/T 15834—2011 第 4.1 条（句号）；GB/T 15834—2011 附录 B（序次语之后的用法）。
    """
    for text in texts:
        if text.route[0] != "attachments" and _is_paragraph(text):
            for fault in marks.missing_end(text.words):
                yield issue(text.route, fault)
    for route, lead in _run_in_leads(report):
        if not lead.endswith(_LEAD_ENDS):
            yield Issue(route, f"“{lead[-8:]}”后面接排正文，却没有标点", "补上“。”", len(lead) - 1)
    closing = report.closing
    if closing is not None and not closing.endswith(("。", "！")):
        yield Issue(("closing",), "结束语末尾没有句号", "补上“。”", len(closing) - 1)


def _is_paragraph(text: RunningText) -> bool:
    last, *before = text.route[::-1]
    return last == "<paragraph>" or (last == "text" and "measures" in before)


def _run_in_leads(report: Report) -> Iterator[tuple[Route, str]]:
    """Yield headings and leads that are followed by text in the same paragraph, without attachments."""
    for route, part in each(report, Base):
        if route and route[0] == "attachments":
            continue
        match part:
            case Section(run_in=True, text=(_, *_)):
                yield (*route, "heading"), part.heading
            case Item(run_in=True, text=(_, *_)):
                yield (*route, "lead"), part.lead
            case Measure(lead=str(lead), text=str()):
                yield (*route, "lead"), lead


@rule("FZ610", Severity.NOTE)
def superfluous_comma(texts: Texts) -> Iterator[Issue]:
    """并列的引号、书名号之间用了顿号。

    ## 查什么
    ”、“ 和 》、《 这样紧挨着的写法。中间有别的字的（如《办法》（试行）、《规程》）要用顿号，不查。

    ## 为什么
    引号、书名号本身已把各项分开，通常不再用顿号。

    ## 怎么改
    删去顿号；全文统一就好。

    ## 依据
    GB/T 15834—2011 第 4.5.3.5 条。
    """
    yield from issues(texts, marks.superfluous_commas)


@rule("FZ611", Severity.WARNING)
def malformed_dash_or_ellipsis(texts: Texts) -> Iterator[Issue]:
    """破折号或省略号的写法不对。

    ## 查什么
    汉字之间的 --、－－、――、———是不是该用“——”；...、。。。、单个“…”是不是该用“……”。

    ## 为什么
    破折号和省略号各占两个字的位置。用别的字符拼成的，长短不齐，还会在行末被拆开。

    ## 怎么改
    破折号用两个 U+2014，省略号用两个 U+2026；中文输入法里分别按 Shift+减号、Shift+6。

    ## 依据
    GB/T 15834—2011 第 4.10 条（破折号）、第 4.11 条（省略号）。
    """
    yield from issues(texts, marks.dashes_and_ellipses)
