"""FZ612 to FZ624: the typography of numbers, dates, spaces and characters."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Severity
from fazhi_report.rules.registry import rule
from fazhi_report.rules.texts import RunningText, Texts, issues
from fazhi_report.typography import digits, spacing, wording
from fazhi_report.typography import digits as ordinals
from fazhi_report.typography import spacing as look_alikes


@rule("FZ612", Severity.WARNING)
def malformed_range(texts: Texts) -> Iterator[Issue]:
    """年份或数值的起止写法不对。

    ## 查什么
    年份之间丢了连接号（20212025年）或用了半角的连字符；起止年份没有写全（2021—25年）；数值范围用了半角的“-”“~”；
    范围的前一个数缺了百分号、“万”“亿”（63～68%）。电话号码、标准编号、网址里的连字符不查。

    ## 为什么
    连字符表示连接，不表示起止；“22～27万”也可以读成从 22 起。

    ## 怎么改
    年份写“2021—2025年”，数值写“63%～68%”“22万～27万”。

    ## 依据
    GB/T 15834—2011 第 4.13 条（连接号）；GB/T 15835—2011 第 5.1.3 条（数值范围）。
    """
    yield from issues(texts, digits.ranges)


@rule("FZ613", Severity.WARNING)
def malformed_date(texts: Texts) -> Iterator[Issue]:
    """日期的写法不对，或日历上没有这一天。

    ## 查什么
    正文里的日期有没有编虚位（02月08日）、少写年份的前两位（21年2月）、写成 2021-02-28、夹用汉字数字、把“日”写成
    “号”；日历上有没有这一天。书名号里的名称、只有一个日期的单元格不查。

    ## 为什么
    公文中的日期用阿拉伯数字，年份标全称，月、日不编虚位；写错的日期会使依据和时限都说不清。

    ## 怎么改
    写成“2021年2月28日”。

    ## 依据
    GB/T 9704—2012 第 7.3.5.4 条；GB/T 15835—2011 第 5.1.4 条。
    """
    yield from issues(texts, digits.dates)


@rule("FZ614", Severity.WARNING)
def full_width_character(texts: Texts) -> Iterator[Issue]:
    """数字、字母或百分号用了全角。

    ## 查什么
    全角的数字、拉丁字母、百分号和小数点，如“１００％”。

    ## 为什么
    全角的数字占一个字的位置，与别处的数字大小不齐，程序也认不出它是数。

    ## 怎么改
    改为半角：100%。

    ## 依据
    GB/T 15835—2011《出版物上数字用法》。
    """
    yield from issues(texts, digits.full_width)


@rule("FZ615", Severity.WARNING)
def scale_behind_digits(texts: Texts) -> Iterator[Issue]:
    """阿拉伯数字后面接了“千”“百”。

    ## 查什么
    “5千元”“3百余人”一类的写法。千米、千克、百分点等单位不在此列。

    ## 为什么
    阿拉伯数字后面只可以接“万”“亿”。

    ## 怎么改
    写出全部数字（5000元），或者全用汉字（五千元）。

    ## 依据
    GB/T 15835—2011 第 5.3 条（阿拉伯数字与汉字数字同时使用）。
    """
    yield from issues(texts, digits.scales)


@rule("FZ616", Severity.WARNING)
def muddled_approximation(texts: Texts) -> Iterator[Issue]:
    """概数的写法不对。

    ## 查什么
    一个数前后用了两个表示概数的词（约80余件、80多件左右）；确数后面加了“余”（959余份）；相邻两数表示概数时用了
    阿拉伯数字或加了顿号（3、4个，三、四个）。

    ## 为什么
    “约”和“余”意思相同，说一遍就够；959 已经是确数，没有“余”。

    ## 怎么改
    写“约80件”或“80余件”，“950余份”或“959份”，“三四个”。

    ## 依据
    GB/T 15835—2011 第 4.2 条、第 5.2.2 条；GB/T 15834—2011 第 4.5.3.4 条。
    """
    yield from issues(texts, digits.approximations)


@rule("FZ617", Severity.WARNING)
def split_number(texts: Texts) -> Iterator[Issue]:
    """数字中间有空格。

    ## 查什么
    “7 421件”“20 20年”“99 .78%”一类被空格断开的数字。表、图、附件的编号后面空一格，不在此列。

    ## 为什么
    断开的数字会被读成两个数，换行时还会分在两行；公文里的数不分节。

    ## 怎么改
    删去空格。

    ## 依据
    GB/T 15835—2011 第 5.1.1 条（多位数）；GB/T 9704—2012 第 9 章：数字的用法按照国家标准执行。
    """
    yield from issues(texts, spacing.split_numbers)


@rule("FZ618", Severity.WARNING)
def stray_space(texts: Texts) -> Iterator[Issue]:
    """中文里有空格。

    ## 查什么
    汉字之间、汉字与标点之间、汉字与数字字母之间的空格，包括引用指标 `{{ … }}` 两边的空格。为对齐而空开的姓名
    （王　丹）、“表1”之后的空格、联合署名的两个机关之间的空格（中共中央 国务院关于……）不查。

    ## 为什么
    公文每行 28 字，空格会使这一行少排字、字距不匀；多出的空格多半是粘贴带来的。

    ## 怎么改
    删去空格；要分开的地方用标点。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条（每行排 28 个字）。
    """
    yield from issues(_without_addresses(texts), spacing.spaces)


def _without_addresses(texts: Texts) -> Texts:
    """Return the texts without notes, because these contain addresses and telephone numbers with blanks."""
    return texts.where(lambda text: text.route[0] != "notes")


@rule("FZ619", Severity.NOTE)
def irregular_formula(texts: Texts) -> Iterator[Issue]:
    """“1+3”这样的公式里有空格或全角加号。

    ## 查什么
    “6 + N”“线上＋线下”一类写法，加号两边有没有空格，加号是不是全角。

    ## 为什么
    同一篇里“6 + N”与“1+3”并用，体例就不一致。

    ## 怎么改
    统一写成“6+N”。

    ## 依据
    GB/T 15835—2011 引言：同类别同形式的数字，局部体例应当一致。
    """
    yield from issues(texts, spacing.formulas)


@rule("FZ620", Severity.WARNING)
def unseen_character(texts: Texts) -> Iterator[Issue]:
    """文字里有看不见的字符。

    ## 查什么
    零宽空格、软连字符、不换行空格、制表符、各种宽度特殊的空格。改变文字方向的字符和控制字符由 FZ008 查。

    ## 为什么
    它们看不见，却会使检索查不到、换行换错地方，多半是从网页或 PDF 粘贴时带来的。

    ## 怎么改
    删去；找不到位置的，删去前后几个字重新键入。

    ## 依据
    Unicode 标准第 23.2 节（排版控制字符）。
    """
    yield from issues(texts, spacing.unseen)


@rule("FZ621", Severity.WARNING)
def look_alike_character(texts: Texts) -> Iterator[Issue]:
    """用了样子相同的另一个字符。

    ## 查什么
    康熙部首（如 ⽴、⼯）和兼容汉字：样子与“立”“工”相同，编码不同。

    ## 为什么
    从 PDF 复制的文字常带有这样的字符，检索查不到，换一种字体就显出异样。

    ## 怎么改
    删去，重新键入这个字。

    ## 依据
    GB 18030—2022；Unicode 标准第 18.2 节（部首）。
    """
    yield from issues(texts, look_alikes.radicals)


@rule("FZ622", Severity.WARNING)
def traditional_character(texts: Texts) -> Iterator[Issue]:
    """用了繁体字或异体字。

    ## 查什么
    常用的繁体字，如“習”“國”“會”。《通用规范汉字表》恢复使用的字（如“喆”“昇”）不查。

    ## 为什么
    国家机关以规范汉字为公务用字；夹杂的繁体字多半来自转换过的网页。

    ## 怎么改
    改为简化字。确是人名用字的，在该行写忽略注释并注明。

    ## 依据
    《国家通用语言文字法》第九条；《通用规范汉字表》（2013）。
    """
    odd = look_alikes.traditional_ones(texts.characters)
    if odd:
        yield from issues(
            texts.where(lambda text: any(map(text.words.__contains__, odd))), look_alikes.traditional
        )


@rule("FZ623", Severity.WARNING)
def malformed_ordinal(texts: Texts) -> Iterator[Issue]:
    """序号的写法不对，或手写了程序会编的序号。

    ## 查什么
    文字里的序号后面用错了标点（1、应为 1.，一.应为 一、，（一）、应为（一），第一、应为第一，）；标题、首句和列举的
    各条前面有没有手写序号。

    ## 为什么
    标题和各条的序号由程序按层次编排，再手写一个就会印成“一、一、”。

    ## 怎么改
    手写的序号删去；正文里用的序号按提示改标点。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条（结构层次序数）；GB/T 15834—2011 附录 B.2。
    """
    yield from issues(texts.where(_is_numbered), ordinals.typed_ordinal)
    yield from issues(texts.where(lambda text: not _is_numbered(text)), ordinals.ordinals)


def _is_numbered(text: RunningText) -> bool:
    last, *before = text.route[::-1]
    return last in {"heading", "lead"} or (last == "text" and "measures" in before)


@rule("FZ624", Severity.WARNING)
def repeated_words(texts: Texts) -> Iterator[Issue]:
    """字、词或句子重复了一遍。

    ## 查什么
    连在一起的两个“的”“了”“在”等虚字，数字后面两个相同的量词（8号号、30件件），紧接着重复的词（推进推进）和分句。
    “目的的”“为了了解”“一步一步”“基层组织组织开展”一类正当的叠用不查。

    ## 为什么
    重复多半是改稿、粘贴时留下的，自己读稿时眼睛会跳过去。

    ## 怎么改
    删去多出的一个。

    ## 依据
    《党政机关公文处理工作条例》第十九条：文字精练。
    """
    yield from issues(texts, wording.repetitions)
