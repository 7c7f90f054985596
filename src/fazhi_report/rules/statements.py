"""FZ221 to FZ235: numbers of the sentences that do not agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.report import Report
from fazhi_report.rules.registry import rule
from fazhi_report.rules.texts import PrintedText, printed_texts
from fazhi_report.rules.told import declared, issue, told
from fazhi_report.sentences.reader import Answer, Identity, opening_claims


@rule("FZ221", Severity.WARNING)
def share_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的占比与同一处的数不符。

    ## 查什么
    “接收80件，化解36件、化解率45%”“其中调解36件，占45%”一类的句子：百分比的名称或者位置指明了分子、分母的，与句中的数
    验算；四舍五入、截尾都算相符，约数、万、亿按可能的范围算。试过话里允许的每一个分子、分母都不符才提示；两个分母都说得通，
    或者哪个整数都算不出的，只作提示请人核对。数据里写了自述算法的，由 FZ201 核对。

    ## 为什么
    三个数在一句话里，读者随手就能验算。

    ## 怎么改
    核对三个数；改成指标，百分比用 `derive: share` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008。
    """
    yield from told(report, ledger, Identity.SHARE, Identity.RATE, Identity.GRIM)


@rule("FZ222", Severity.WARNING)
def growth_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的增长率与同一处的数不符。

    ## 查什么
    “由120件降至96件，下降20%”“352件（上年291件），同比增长21%”“207条，比上年增加41条、增长24.7%”一类的句子：上年数写在
    哪里都认，按句中的两个数验算增长率。数据里写了自述算法的，由 FZ203 核对。

    ## 为什么
    两个数都摆在句子里，增长率错了一算便知。

    ## 怎么改
    核对两个数；改成指标，增长率用 `derive: growth` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008。
    """
    yield from told(report, ledger, Identity.GROWTH)


@rule("FZ223", Severity.WARNING)
def parts_beyond_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的一部分比全部还多。

    ## 查什么
    “其中”“包括”、括号里的各项，以及“发现126个，已整改117个”一类先后的步骤：任何一项不大于总数；并列的各项相加不超过总数
    （可以有没有列出的）。各项之间可能有交叉的，办结可能含上年结转的，只作提示。数据里写了 `part_of`、`parts` 的，由
    FZ101、FZ102 核对。

    ## 为什么
    “其中”不会比全部还多。

    ## 怎么改
    核对总数与各项；改成指标，用 `part_of` 或 `parts` 写明关系。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    yield from told(report, ledger, Identity.PARTS, Identity.PART, Identity.CARRIED)


@rule("FZ224", Severity.WARNING)
def sum_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里各项相加不等于总数。

    ## 查什么
    “甲68件、乙124件，共计192件”“办结275件，维持149件，其余126件终止”一类写明了合计、其余、其他、未办结的句子：各项相加等不等于
    总数。按类划分、括号里列全而差一些的，只作提示。

    ## 为什么
    分项与合计对不上，是最容易看出来的差错。

    ## 怎么改
    核对合计与各项；还有没有列出的，写明“其他”。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    yield from told(report, ledger, Identity.SUM)


@rule("FZ225", Severity.WARNING)
def stock_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的结转、新收与办结、未结对不上。

    ## 查什么
    “上年结转9件，新收47件，办结50件，未结6件”一类的句子：年初数加本年收到的，等不等于办结的加年末数。

    ## 为什么
    收、结、存是一笔账，对不上就有一个数错了。

    ## 怎么改
    核对四个数；有撤回、移送的，写明。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    yield from told(report, ledger, Identity.STOCK)


@rule("FZ226", Severity.WARNING)
def difference_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的增减量、百分点与前后两个数不符。

    ## 查什么
    “318件，上年为265件，增加53件”“由86.4%提高到93.7%，提高7.3个百分点”一类的句子：两个数相减是不是所写的数。

    ## 为什么
    一减便知。

    ## 怎么改
    核对三个数；改成指标，用 `derive: difference` 或 `points` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    yield from told(report, ledger, Identity.DIFFERENCE, Identity.POINTS)


@rule("FZ227", Severity.WARNING)
def direction_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里说升，数是降；或者说降，数是升。

    ## 查什么
    “由142件降至189件”“1486条，较2023年的1213条减少273条”一类的句子：升降的用词与两个数的大小是不是一致；“下降-3%”说了两遍方向
    的，下降、压缩超过100%的，也提示。

    ## 为什么
    照着上年的话改数字，升降最容易忘了改。

    ## 怎么改
    核对两个数的先后和升降的用词。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    yield from told(report, ledger, Identity.DIRECTION)


@rule("FZ228", Severity.WARNING)
def multiple_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的倍数、比值与前后两个数不符。

    ## 查什么
    “330件，是上年132件的2.5倍”“两类案件数之比为2.6”“由1.2万扩大到2.4万，实现翻番”一类的句子，按句中的两个数验算。

    ## 为什么
    两个数都在眼前。

    ## 怎么改
    核对三个数；没有翻番的改写。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    yield from told(report, ledger, Identity.MULTIPLE)


@rule("FZ229", Severity.WARNING)
def average_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的平均数与总数不符。

    ## 查什么
    “6名工作人员全年办理案件312件，人均办理52件”“全年受理480件，月均40件”一类的句子：总数除以人数、单位数或者月数，是不是所写的
    平均数。写明了别的时段（上半年、截至某月）的不查。

    ## 为什么
    一除便知。

    ## 怎么改
    核对总数、平均数和除以的数。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    yield from told(report, ledger, Identity.AVERAGE)


@rule("FZ230", Severity.WARNING)
def shares_of_sentence_beyond_all(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里各项占比相加不是 100%。

    ## 查什么
    “从结案方式看，维持占52.4%，驳回占17.8%，其余29.8%……”一类按类列全的占比，“胜诉率”与“败诉率”一类互相排斥的比率：相加是不是
    100%，取舍造成的末位出入不算。没有写明列全的，少于100%只作提示。

    ## 为什么
    列全了的占比，加起来就是全部。

    ## 怎么改
    核对各项；还有没有列出的，写明“其他”。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008。
    """
    yield from told(report, ledger, Identity.HUNDRED)


@rule("FZ231", Severity.WARNING)
def opening_against_body(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """开头与正文同一件事的数不同。

    ## 查什么
    开头一段写的数，正文里同样的说法、同样的单位写的是不是同一个数；说法相近而数不同的，只作提示。范围不同（本级、专项行动期间、
    上半年）的不比。

    ## 为什么
    先写正文再写开头，改了一处忘了另一处。

    ## 怎么改
    核对两处；改成指标，两处都引用 `{{ 指标键 }}`。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，前后一致。
    """
    texts = list(printed_texts(report, ledger))
    body = [words.text for words in texts if report.role_at(words.route) in _BODY]
    for words in texts:
        if words.route[0] == "opening":
            yield from _opening(words, body, report)


_BODY = frozenset({"achievements", "leader_duties", "problems_solved", "parts"})


def _opening(words: PrintedText, body: list[str], report: Report) -> Iterator[Issue]:
    for claim in opening_claims([words.text], body):
        # The other number stands in another text: only its own is looked at.
        if claim.answer is not Answer.RIGHT and not declared(words, claim, report.figures):
            yield issue(words, claim)


@rule("FZ232", Severity.WARNING)
def comparison_against_period(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """该写“环比”的写了“同比”，或者相反。

    ## 查什么
    “四季度86件，同比三季度增长7.5%”：与紧挨着的上一期比，是环比；与上年同一时期比，是同比。“环比上年”只作提示。

    ## 为什么
    同比、环比的基数不同，用错了，增长率就是另一个意思。

    ## 怎么改
    改用词，或者核对比较的时期。

    ## 依据
    国家统计局《统计公报》的通行用法；《党政机关公文处理工作条例》第十九条：表述准确。
    """
    yield from told(report, ledger, Identity.PERIOD)


@rule("FZ233", Severity.NOTE)
def size_of_money(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """金额的大小与用途不相称，单位可能写错。

    ## 查什么
    经费、总额只有几十元几百元（“普法经费48.6元”），补贴、奖金、慰问品平均每人超过百万元（“慰问14户，发放15680万元”）的。

    ## 为什么
    多写、漏写一个“万”，差一万倍。

    ## 怎么改
    核对单位。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    yield from told(report, ledger, Identity.SIZE)


@rule("FZ234", Severity.WARNING)
def number_said_twice(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """同一个数写了两遍，两遍不一致。

    ## 查什么
    “突破2000件，达到1968件”“1240万元（合1.24亿元）”一类：约数、界限与后面的确数，换算前与换算后，是不是说得通。“近500件（512件）”
    只作提示。

    ## 为什么
    读者看到两个数，不知道信哪一个。

    ## 怎么改
    核对两处；没有突破的改写，单位换算重算一遍。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    yield from told(report, ledger, Identity.RESTATED)


@rule("FZ235", Severity.WARNING)
def all_or_none(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """写了全部、零，同一处的数说不是。

    ## 查什么
    “57件督办事项全部办结，其中55件按期办结，2件尚在办理”“行政诉讼零败诉……判决该局败诉2件”一类：话说满了，紧接着的数不是。
    另有的、上年的不算。

    ## 为什么
    话说满了而数不满，读者只好猜哪一个是真的。

    ## 怎么改
    核对；没有全部办结的，写办结了多少。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    yield from told(report, ledger, Identity.ALL)
