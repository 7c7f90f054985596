"""GW604 to GW615: marks and characters in the words of any .docx, by the scans that data files are read with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from fazhi_report.findings import Issue
from fazhi_report.norms import placement
from fazhi_report.norms.gbt9704 import Norm
from fazhi_report.recognise.anatomy import Anatomy, Element, Role
from fazhi_report.rules.page.clause import clause
from fazhi_report.typography import digits, document_number, marks, spacing
from fazhi_report.typography.scan import Scan

_LOOSE = {
    Role.NUMBER_LINE,
    Role.SIGNATURE,
    Role.DATE,
    Role.PRINTED_BY,
    Role.ORGAN_MARK,
    Role.TITLE,
    Role.NOTE,
}
"""Elements whose blanks push words into place."""


_MOST_FAULTS = 20
"""Most findings of one rule in one paragraph: beyond that, they are one piece of news."""


def _issues(
    layout: Anatomy, norm: Norm[str], scan: Scan, without: frozenset[Role] = frozenset()
) -> Iterator[Issue]:
    """What a scan finds in each paragraph."""
    for one in layout.elements:
        if one.role is Role.BLANK or one.role in without:
            continue
        lead, words = _read(one)
        quoted = one.quoted
        for fault in islice(scan(words), _MOST_FAULTS):
            message = f"{quoted}，{fault.message}（{norm.clause}，{norm.strength}）"
            yield Issue(("paragraphs", one.number), message, fault.hint, lead + fault.start)


def _read(element: Element) -> tuple[int, str]:
    """How many blanks indent a paragraph, and its words without them; tabs as blanks, line breaks joined."""
    words = element.paragraph.words
    lead = len(words) - len(words.lstrip("\u3000 \t\n\f"))
    return lead, words[lead:].rstrip().replace("\t", " ").replace("\n", "").replace("\f", "")


@clause("GW604", placement.PUNCTUATION)
def half_width_punctuation_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里用了半角标点。

    ## 查什么
    中文之间的半角逗号、冒号、括号等。

    ## 为什么
    中文标点是全角的；半角标点只占半个字，行也就对不齐。

    ## 怎么改
    改为全角标点。

    ## 依据
    GB/T 15834—2011。
    """
    # Half-width colons and brackets of addressee, note and imprint are news of their own clauses.
    told = frozenset({Role.ADDRESSEE, Role.NOTE, Role.COPIED_TO, Role.ATTACHMENT_NOTE})
    for one in _issues(layout, placement.PUNCTUATION, marks.half_width, told):
        if one.offset or not _opens_with_bracket(layout, one):
            yield one


def _opens_with_bracket(layout: Anatomy, issue: Issue) -> bool:
    """Whether the first mark is the bracket of a heading's number, which the numbering rules tell of."""
    number = issue.route[1]
    return isinstance(number, int) and layout.elements[number - 1].paragraph.printed.startswith("(")


@clause("GW605", placement.QUOTES)
def straight_quotation_marks_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里的引号不是弯引号。

    ## 查什么
    中文里的直引号、日式引号。

    ## 为什么
    中文的引号是“ ”和‘ ’。

    ## 怎么改
    改为弯引号。

    ## 依据
    GB/T 15834—2011 第 4.8 条。
    """
    yield from _issues(layout, placement.QUOTES, marks.straight_quotes)


@clause("GW606", placement.PAIRS)
def unpaired_marks_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里的引号、书名号或括号不成对。

    ## 查什么
    每一段里，成对的标点有没有缺了一半的。

    ## 为什么
    缺了一半，引到哪里为止就说不清。

    ## 怎么改
    补上缺的一半。

    ## 依据
    GB/T 15834—2011 第 4.8、4.9、4.15 条。
    """
    yield from _issues(layout, placement.PAIRS, marks.unpaired)


@clause("GW607", placement.NESTING)
def misnested_marks_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里引号或书名号的里外层用反了。

    ## 查什么
    引号、书名号里再用引号、书名号的，里层是不是‘ ’〈 〉。

    ## 为什么
    里外层用同一种标号，读到哪里收就不知道了。

    ## 怎么改
    外层用“ ”《 》，里层用‘ ’〈 〉。

    ## 依据
    GB/T 15834—2011 第 4.8、4.15 条。
    """
    yield from _issues(layout, placement.NESTING, marks.misnested)


@clause("GW608", placement.INTERPUNCT)
def wrong_interpunct_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里的间隔号用错了字符。

    ## 查什么
    间隔号是不是“·”（U+00B7），有没有用项目符号“•”、句点代替。

    ## 为什么
    样子相近，检索和排版都不同。

    ## 怎么改
    改为“·”。

    ## 依据
    GB/T 15834—2011 第 4.14 条。
    """
    yield from _issues(layout, placement.INTERPUNCT, marks.interpuncts)


@clause("GW609", placement.CLASHES)
def clashing_marks_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里两个标点重复或互相冲突。

    ## 查什么
    “，，”“、，”“。；”这样连用的标点。

    ## 为什么
    多半是修改时留下的。

    ## 怎么改
    留下该用的一个。

    ## 依据
    GB/T 15834—2011。
    """
    yield from _issues(layout, placement.CLASHES, marks.clashing_marks)


@clause("GW610", placement.LINE_START)
def mark_at_paragraph_start_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里一段以不能在行首的标点开头。

    ## 查什么
    段首有没有逗号、句号、后引号、后括号等。

    ## 为什么
    这些标点不出现在一行之首。

    ## 怎么改
    删去它，或把这一段接到上一段后面。

    ## 依据
    GB/T 15834—2011 第 5.1 条。
    """
    yield from _issues(layout, placement.LINE_START, marks.mark_at_start)


@clause("GW611", placement.DASHES)
def malformed_dash_or_ellipsis_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里破折号或省略号的写法不对。

    ## 查什么
    破折号是不是“——”，省略号是不是“……”。

    ## 为什么
    “--”“...”是键盘上的代用品。

    ## 怎么改
    改为“——”“……”。

    ## 依据
    GB/T 15834—2011 第 4.10、4.11 条。
    """
    yield from _issues(layout, placement.DASHES, marks.dashes_and_ellipses)


@clause("GW612", placement.NUMBERS_IN_TEXT)
def malformed_document_number_on_page(layout: Anatomy) -> Iterator[Issue]:
    """正文里发文字号的写法不对。

    ## 查什么
    正文引用的发文字号：年份是不是用六角括号，有没有加“第”、编虚位，“号”字有没有缺、重。

    ## 为什么
    引错了发文字号，依据就查不到。

    ## 怎么改
    改为如“临司〔2021〕8号”的写法。

    ## 依据
    GB/T 9704—2012 第 7.2.5 条。
    """
    told = frozenset({Role.NUMBER_LINE})
    yield from _issues(layout, placement.NUMBERS_IN_TEXT, document_number.document_numbers, told)


@clause("GW613", placement.BLANKS)
def stray_space_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里中文之间有空格。

    ## 查什么
    正文里汉字之间、汉字与标点之间有没有空格；靠空格定位的署名、日期、版头不查。

    ## 为什么
    空格会把行撑开，一行就不是 28 个字。

    ## 怎么改
    删去空格。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条；GB/T 15834—2011 第 5.1 条。
    """
    yield from _issues(layout, placement.BLANKS, spacing.spaces, frozenset(_LOOSE | {Role.TABLE}))


@clause("GW614", placement.UNSEEN)
def unseen_character_on_page(layout: Anatomy) -> Iterator[Issue]:
    """文件里有看不见的字符。

    ## 查什么
    零宽空格、方向控制符等看不见的字符。

    ## 为什么
    从网页、聊天软件粘贴来的文字里常有，检索不到，换台电脑就显出方框。

    ## 怎么改
    删去它们，或以纯文本方式重新粘贴。

    ## 依据
    GB/T 15834—2011；属本工具提示。
    """
    yield from _issues(layout, placement.UNSEEN, spacing.unseen)


@clause("GW615", placement.DATES)
def malformed_date_on_page(layout: Anatomy) -> Iterator[Issue]:
    """正文里日期的写法不对。

    ## 查什么
    正文里的日期有没有编虚位、少写年份、写成 2021-02-28，日历上有没有这一天。

    ## 为什么
    公文中的日期用阿拉伯数字，年份标全，月、日不编虚位。

    ## 怎么改
    写成“2021年2月28日”。

    ## 依据
    GB/T 9704—2012 第 7.3.5.4 条；GB/T 15835—2011 第 5.1.4 条。
    """
    told = frozenset({Role.DATE, Role.PRINTED_BY, Role.TABLE})
    yield from _issues(layout, placement.DATES, digits.dates, told)
