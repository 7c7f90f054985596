"""FZ0xx: the data file: encoding, syntax, keys, values, references to figures."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts
from fazhi_report.rules.registry import RULES, rule
from fazhi_report.source.fields import nearest
from fazhi_report.source.load import Source
from fazhi_report.source.messages import quote
from fazhi_report.text.references import references, slips

_OWN_RULE = frozenset(
    {"encoding", "syntax", "duplicate_key", "extra_forbidden", "missing", "unsupported", "character"}
)
"""Kinds of problems with a separate rule; FZ006 reports all others."""


def _issues(source: Source, kind: str) -> Iterator[Issue]:
    for problem in source.problems:
        if kind == (problem.kind if problem.kind in _OWN_RULE else ""):
            yield Issue(problem.route, problem.message, problem.hint, problem.offset, problem.related)


@rule("FZ001", Severity.ERROR, silenceable=False)
def unreadable_encoding(source: Source) -> Iterator[Issue]:
    """文件不是 UTF-8 编码。

    ## 查什么
    文件的字节能不能按 UTF-8 读成文字。带字节顺序标记（BOM）的 UTF-8、Windows 的换行都可以；GBK（GB 18030）、
    UTF-16 等编码，以及被截断或混入别的编码的文件不可以。

    ## 为什么
    同样的字节在不同编码下是不同的字，猜错一次，公文里就是一段乱码。YAML 也只认 UTF-8。

    ## 怎么改
    用记事本或其他编辑器打开，选“另存为”，编码选 UTF-8。编辑器里先看一遍文字是否正常，再存。

    ## 依据
    YAML 1.2.2 第 5.2 节（字符编码）；GB 18030—2022 与 UTF-8 的对应关系。
    """
    yield from _issues(source, "encoding")


@rule("FZ002", Severity.ERROR, silenceable=False)
def broken_syntax(source: Source) -> Iterator[Issue]:
    """YAML 语法有误，文件读不下去。

    ## 查什么
    缩进、冒号、引号、括号是否合乎 YAML 语法；缩进里有没有制表符（Tab）或全角空格；键后面是不是半角冒号加空格；
    以 `{{` 开头的值有没有加引号。

    ## 为什么
    语法一错，后面的内容属于哪一项就说不清了，所以只报这一处，改好再查其余。

    ## 怎么改
    按提示改所指的那一行；那一行看不出毛病时，看它的上一行。缩进只用空格，每层两个；长段文字用 `|` 另起一行写，
    就不必为冒号、引号操心。

    ## 依据
    YAML 1.2.2 第 6.1 节（缩进）、第 7.3 节（标量）。
    """
    yield from _issues(source, "syntax")


@rule("FZ003", Severity.ERROR, silenceable=False)
def duplicate_key(source: Source) -> Iterator[Issue]:
    """同一处写了两个相同的键。

    ## 查什么
    同一层里有没有相同的键，例如两个 `text`，或两个相同的指标键。

    ## 为什么
    多数 YAML 程序不声不响地只取后一个，前一个的文字就从报告里丢了。

    ## 怎么改
    把两处内容合为一处；同一指标写了两个数的，核实后留一个。

    ## 依据
    YAML 1.2.2 第 3.2.1.3 节：映射的键不得重复。
    """
    yield from _issues(source, "duplicate_key")


@rule("FZ004", Severity.ERROR, silenceable=False)
def unknown_key(source: Source) -> Iterator[Issue]:
    """不认识的键。

    ## 查什么
    每一层的键是否都是数据格式里有的。拼写相近的、用了中文名的、写错了层次的，提示里给出应写的键或位置。

    ## 为什么
    认不出的键多半是拼错的键，若放过去，它下面的文字就印不出来。

    ## 怎么改
    按提示改键名；键名没错而层次不对的，调整缩进；不想印的内容用 `#` 写成注释。

    ## 依据
    本工具的数据格式（`fazhi-report schema` 输出的 JSON Schema）。
    """
    yield from _issues(source, "extra_forbidden")


@rule("FZ005", Severity.ERROR, silenceable=False)
def missing_field(source: Source) -> Iterator[Issue]:
    """缺少必须有的内容。

    ## 查什么
    年度、发文机关，以及各层标题等必写的键是否都有。缺的键没有自己的位置，指在它所属的那个键上。缺少规定的部分、成文
    日期由 FZ308、FZ309 提出，不妨碍其他规则检查。

    ## 为什么
    没有年度和机关，就不知是谁的哪一年的报告；没有标题，就分不出层次。

    ## 怎么改
    在所指的键下面补写提示里的键。

    ## 依据
    本工具的数据格式；《党政机关公文处理工作条例》第九条。
    """
    yield from _issues(source, "missing")


@rule("FZ006", Severity.ERROR, silenceable=False)
def wrong_value(source: Source) -> Iterator[Issue]:
    """值的类型或写法不对。

    ## 查什么
    该写整数的是不是整数，该写日期的日历上有没有这一天，该从几个词里选的选得对不对，该是一列的是不是一列，
    表格各行的栏数与表头是否相同，文件名会不会写到别处去，指标的数值能不能读成数和单位，等等。

    ## 为什么
    值读不懂，就排不出正确的版面，也核对不了数据。

    ## 怎么改
    按提示的写法改；数字和日期用半角数字。

    ## 依据
    本工具的数据格式；GB/T 15835—2011《出版物上数字用法》。
    """
    yield from _issues(source, "")


@rule("FZ007", Severity.ERROR, silenceable=False)
def unsupported_yaml(source: Source) -> Iterator[Issue]:
    """用了不支持的 YAML 写法，或超过了限度。

    ## 查什么
    标签（`!!python/object` 之类）、合并键（`<<`）、一个文件里的几份文档、没有锚点的别名；嵌套超过 50 层、
    文件超过 4 MB、别名展开后内容过多。

    ## 为什么
    这些写法报告用不到，却能让别的程序执行命令或耗尽内存。数据文件常由邮件和即时通信传来，所以一律不收。

    ## 怎么改
    把内容直接写出来；文字本身以 `!`、`&`、`*` 开头的，整段加引号。

    ## 依据
    YAML 1.2.2 第 10 节；CWE-776（实体无限展开）、CWE-502（不可信数据反序列化）。
    """
    yield from _issues(source, "unsupported")


@rule("FZ008", Severity.ERROR, silenceable=False)
def forbidden_character(source: Source) -> Iterator[Issue]:
    r"""有看不见的或不该出现的字符。

    ## 查什么
    控制字符、改变文字方向的字符、行分隔符、乱码留下的替换字符（U+FFFD）、文件中间的字节顺序标记，以及程序内部
    使用的私用字符；写在双引号里的转义（如 `\u202e`）同样检查。

    ## 为什么
    这些字符看不见，却会使印出来的与看到的不一样，或使 Word 打不开文件。

    ## 怎么改
    删去所指位置的字符，重新键入那几个字。

    ## 依据
    YAML 1.2.2 第 5.1 节（字符集）；Unicode 技术报告 UTR #36（文字方向的安全问题）。
    """
    yield from _issues(source, "character")


@rule("FZ009", Severity.WARNING)
def idle_excuse(source: Source) -> Iterator[Issue]:
    """忽略注释没有写原因，或写法不对。

    ## 查什么
    `# fazhi: ignore[FZ202] 原因` 这样的注释：方括号里是不是现有的编号，这条规则能不能忽略，后面有没有写原因。

    ## 为什么
    写法不对的注释不起作用；没有原因的忽略，过一年谁也不知道当时为什么放过。

    ## 怎么改
    写成 `# fazhi: ignore[编号] 原因`，放在所指的那一行末尾，或单独写在上一行。

    ## 依据
    本工具的约定。
    """
    form = "写成“# fazhi: ignore[编号] 原因”"
    for excuse in source.ignores:
        if excuse.malformed:
            yield Issue((), "这条忽略注释的写法不对，不起作用", form, excuse.offset)
            continue
        if not excuse.reason:
            yield Issue((), "这条忽略注释没有写原因，不起作用", form, excuse.offset)
        for code in excuse.codes:
            if code not in RULES:
                meant = nearest(code, RULES)
                yield Issue((), f"没有编号 {code}", f"是不是 {meant}？" if meant else form, excuse.offset)
            elif not RULES[code].silenceable:
                yield Issue((), f"{code} 不能忽略", "删去注释，改正所指的内容", excuse.offset)


@rule("FZ010", Severity.ERROR, silenceable=False)
def undefined_figure(report: Report) -> Iterator[Issue]:
    """文字引用的指标没有定义。

    ## 查什么
    文字里每一处 `{{ 指标键 }}`，在 `figures` 里是否有这个键。

    ## 为什么
    没有定义的指标印不出数来。

    ## 怎么改
    按提示改正键名，或在 `figures` 里补上这个指标。

    ## 依据
    本工具的数据格式。
    """
    for route, text in texts(report):
        for reference in references(text):
            if reference.key not in report.figures:
                meant = nearest(reference.key, report.figures)
                cure = f"是不是 {meant}？" if meant else f"在 figures 里补上“{reference.key}: 数值”"
                yield Issue(route, f"引用的指标{quote(reference.key)}没有定义", cure, reference.start)


@rule("FZ011", Severity.ERROR, silenceable=False)
def malformed_reference(report: Report) -> Iterator[Issue]:
    """像是引用指标，写法却不对。

    ## 查什么
    文字里的 `{{`、`}}`、`{%`、`{#`、全角花括号：是不是 `{{ 指标键 }}` 这一种写法。

    ## 为什么
    数据文件里的文字只认这一种写法，不执行任何命令；写错的会原样印进公文。

    ## 怎么改
    写成 `{{ 指标键 }}`：两对半角花括号，中间是 `figures` 里的键，如 `{{ reconsideration.received }}`。

    ## 依据
    本工具的数据格式。
    """
    for route, text in texts(report):
        for slip in slips(text):
            hint = "写成“{{ 指标键 }}”，如 {{ reconsideration.received }}；指标键只用小写英文字母、数字、下划线和点"
            yield Issue(route, f"“{slip.text}”不是引用指标的写法", hint, slip.start)
