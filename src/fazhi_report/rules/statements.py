"""FZ221 to FZ223: numbers of one sentence that do not agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.report import Report
from fazhi_report.rules.registry import rule
from fazhi_report.rules.spoken import spoken


@rule("FZ221", Severity.WARNING)
def share_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的占比与同一句的数不符。

    ## 查什么
    “接收80件，化解36件、化解率45%”一类的句子：百分比的名称指明了分子的，与同一句里的数验算；试过句中每一个可能的
    分母都不符才提示。约数、万、亿不查。数据里写了自述算法的，由 FZ201 核对。

    ## 为什么
    三个数在一句话里，读者随手就能验算。

    ## 怎么改
    核对三个数；改成指标，百分比用 `derive: share` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008。
    """
    yield from spoken("FZ221", report, ledger)


@rule("FZ222", Severity.WARNING)
def growth_against_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里的增长率与同一句的数不符。

    ## 查什么
    “由120件降至96件，下降20%”“207条，比上年增加41条、增长24.7%”一类的句子，按句中的两个数验算增长率，方向也查。
    数据里写了自述算法的，由 FZ203 核对。

    ## 为什么
    两个数都摆在句子里，增长率错了一算便知。

    ## 怎么改
    核对两个数；改成指标，增长率用 `derive: growth` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008。
    """
    yield from spoken("FZ222", report, ledger)


@rule("FZ223", Severity.WARNING)
def parts_beyond_sentence(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """句子里“其中”各项比总数还多。

    ## 查什么
    “其中”前面的总数与后面单位相同的各项：任何一项不大于总数；并列的各项相加不超过总数（可以有没有列出的）。
    受理、办结一类先后的步骤不相加。数据里写了 `part_of`、`parts` 的，由 FZ101、FZ102 核对。

    ## 为什么
    “其中”不会比全部还多。

    ## 怎么改
    核对总数与各项；改成指标，用 `part_of` 或 `parts` 写明关系。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    yield from spoken("FZ223", report, ledger)
