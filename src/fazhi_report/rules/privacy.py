"""FZ7xx: contents not allowed in the published edition."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts as every_text
from fazhi_report.rules.registry import rule
from fazhi_report.rules.texts import RunningText, Texts, issues
from fazhi_report.text.references import references
from fazhi_report.typography import personal
from fazhi_report.typography.scan import Scan

_CLOSED = ("不公开", "不予公开", "内部", "不得公开")


def _published(report: Report, texts: Texts, edition: str, scan: Scan) -> Iterator[Issue]:
    """Yield the findings of a scan in the texts of the report and its web page, if the edition is to be published."""
    if edition == "publish":
        yield from issues(texts, scan)
        yield from issues(_page_words(report), scan)


def _page_words(report: Report) -> Texts:
    page = report.publication
    if page is None:
        return Texts(())
    named = {"issuing_unit": page.issuing_unit, "source": page.source, "description": page.description}
    return Texts(
        RunningText(("publication", name), words) for name, words in named.items() if words is not None
    )


@rule("FZ701", Severity.ERROR)
def identity_card_number(report: Report, texts: Texts, edition: str) -> Iterator[Issue]:
    """公开版里有居民身份证号码。

    ## 查什么
    18 位的公民身份号码：前两位是省级代码，中间是日历上有的出生日期，末位校验码算得对。三者缺一，就不是身份证号，
    不报。只查公开版。

    ## 为什么
    身份证号码是敏感的个人信息，公布出去就收不回来。

    ## 怎么改
    删去号码；需要指称某人的，写“某某”或只写姓。

    ## 依据
    《个人信息保护法》第二十八条、第三十四条；《政府信息公开条例》第十五条；GB 11643—1999《公民身份号码》。
    """
    yield from _published(report, texts, edition, personal.identity_cards)


@rule("FZ702", Severity.WARNING)
def mobile_number(report: Report, texts: Texts, edition: str) -> Iterator[Issue]:
    """公开版里有手机号码。

    ## 查什么
    以 13 至 19 开头的 11 位号码，中间可以有空格或连字符。12345、12348 等热线和带区号的办公电话不查。只查公开版。

    ## 为什么
    手机号码多半是个人的；公开的报告应当留办公电话。

    ## 怎么改
    删去，或换成办公电话、热线。确是公务手机的，在该行写忽略注释并注明。

    ## 依据
    《个人信息保护法》第四条、第三十四条；《政府信息公开条例》第十五条。
    """
    yield from _published(report, texts, edition, personal.mobile_numbers)


@rule("FZ703", Severity.ERROR)
def bank_card_number(report: Report, texts: Texts, edition: str) -> Iterator[Issue]:
    """公开版里有银行卡号。

    ## 查什么
    16 至 19 位、末位校验码算得对的号码：以 62 开头的，或者前面写着卡号、账号、开户的。只查公开版。

    ## 为什么
    银行账户是敏感的个人信息。

    ## 怎么改
    删去。

    ## 依据
    《个人信息保护法》第二十八条；《政府信息公开条例》第十五条；GB/T 14504（磁条卡和集成电路卡的主账号校验）。
    """
    yield from _published(report, texts, edition, personal.bank_cards)


@rule("FZ704", Severity.WARNING)
def home_address(report: Report, texts: Texts, edition: str) -> Iterator[Issue]:
    """公开版里有具体到门牌的住址。

    ## 查什么
    某小区某幢某室、某幢某单元某室、某村某组某号，以及“家住”“住址”“户籍地”后面的地址。办公地点、服务站点、
    司法所的地址不查。只查公开版。

    ## 为什么
    与案件、矫正、援助对象连在一起的住址，足以让人认出是谁。

    ## 怎么改
    删去，或只写到镇（街道）、村（社区）。

    ## 依据
    《个人信息保护法》第四条、第二十八条；《政府信息公开条例》第十五条。
    """
    yield from _published(report, texts, edition, personal.home_addresses)


@rule("FZ705", Severity.WARNING)
def private_mailbox(report: Report, texts: Texts, edition: str) -> Iterator[Issue]:
    """公开版里有非政务的电子邮箱。

    ## 查什么
    gov.cn 以外的电子邮箱。只查公开版。

    ## 为什么
    商业邮箱多半是个人的；政务往来应当用政务邮箱。

    ## 怎么改
    换成政务邮箱，或删去。

    ## 依据
    《个人信息保护法》第四条；《政府网站发展指引》（国办发〔2017〕47号）关于政务邮箱和联系方式的规定。
    """
    yield from _published(report, texts, edition, personal.mailboxes)


@rule("FZ706", Severity.ERROR)
def internal_figure(report: Report, edition: str) -> Iterator[Issue]:
    """公开版里印了内部掌握的指标。

    ## 查什么
    文字和表格引用的指标，在 `figures` 里是不是写着 `internal: true`。报送版可以印，只查公开版。

    ## 为什么
    写了 `internal` 的指标只供报送；印进公开版，就公布了不该公布的数。

    ## 怎么改
    把这句话放进只供报送的材料，或换成可以公开的指标；确定可以公开的，删去 `internal: true`。

    ## 依据
    《政府信息公开条例》第十四条至第十七条（不予公开的情形和保密审查）。
    """
    if edition != "publish":
        return
    for route, text in every_text(report):
        for reference in references(text):
            figure = report.figures.get(reference.key)
            if figure is not None and figure.internal:
                message = f"指标“{figure.label or reference.key}”只内部掌握，却印进了公开版"
                hint = "换成可以公开的说法；确定可以公开的，删去 internal"
                related = (("figures", reference.key, "internal"),)
                yield Issue(route, message, hint, reference.start, related)


@rule("FZ707", Severity.ERROR)
def secret_in_publication(report: Report, texts: Texts, edition: str) -> Iterator[Issue]:
    """要公开的报告带着密级或内部资料的字样。

    ## 查什么
    写了密级（`secrecy`）；附注写着不公开；文字里有“秘密★”“机密★”“内部资料 注意保存”一类标记。“保密审查”
    “商业秘密”等词不查。只查公开版。

    ## 为什么
    年度报告应当向社会公布，党和国家秘密除外；带着密级的文件不得公布，误带的标记也会使人无所适从。

    ## 怎么改
    经过保密审查，拿出可以公开的文本，删去密级和标记；涉密的报告只编报送版。

    ## 依据
    《保守国家秘密法》；《政府信息公开条例》第十四条；《法治政府建设与责任落实督察工作规定》第二十五条。
    """
    if edition != "publish":
        return
    if report.secrecy is not None:
        message = f"定为{report.secrecy.level}的报告要编公开版"
        yield Issue(("secrecy",), message, "涉密的只编报送版；误写的删去 secrecy")
    yield from _published(report, texts, edition, personal.secrecy_marks)
    for index, note in enumerate(report.notes):
        if any(word in note for word in _CLOSED):
            hint = "核对这份报告能不能公开；可以的，改写附注"
            yield Issue(("notes", index), f"附注写着“{note}”，却要编公开版", hint)
