"""Requirements of GB/T 9704-2012 without a number: position and wording of elements; and the tolerances of check-docx.

The numbers are in `fazhi_report.norms.gbt9704`. The tolerances are those below which a file cannot be measured.
"""

from __future__ import annotations

from fazhi_report.norms.gbt9704 import Norm, Strength
from fazhi_report.norms.length import mm, pt

SHALL, GENERALLY, MAY, HOUSE = Strength.SHALL, Strength.GENERALLY, Strength.MAY, Strength.HOUSE

# ── Where and how (版面位置与写法) ──────────────────────────────────────────────────────────────────────────────
PAPER = Norm("A4", "5.1", "用纸幅面")
ONE_COLUMN = Norm("通栏", "5.2.3", "分栏", GENERALLY)
CORNER = Norm("顶格", "7.2.1—7.2.3", "份号、密级、紧急程度的位置")
CORNER_ORDER = Norm("份号、密级和保密期限、紧急程度", "7.2.3", "版头左上角各项的顺序")
ORGAN_MARK_PLACE = Norm("居中", "7.2.4", "发文机关标志的位置")
ORGAN_MARK_COLOR = Norm("红色", "7.2.4", "发文机关标志的颜色", MAY)
DOCUMENT_NUMBER_FORM = Norm("机关代字〔年份〕序号", "7.2.5", "发文字号的写法")
DOCUMENT_NUMBER_PLACE = Norm("居中；上行文居左空一字", "7.2.5", "发文字号的位置")
SIGNATORY = Norm("上行文标注签发人", "7.2.6", "签发人")
SIGNATORY_PLACE = Norm("居右空一字", "7.2.6", "签发人的位置")
RED_RULE = Norm("发文字号之下印一条分隔线", "7.2.7", "红色分隔线")
RED_RULE_COLOR = Norm("红色", "7.2.7", "分隔线的颜色")
TITLE_PLACE = Norm("居中", "7.3.1", "标题的位置")
ADDRESSEE_PLACE = Norm("顶格", "7.3.2", "主送机关的位置")
ADDRESSEE_END = Norm("全角冒号", "7.3.2", "主送机关末尾的标点")
WRAPPED_LINES = Norm("回行顶格", "7.3.3", "正文回行")
EVEN_PARAGRAPHS = Norm("段前、段后不留空", "5.2.3", "段间距（每面 22 行，撑满版心）", GENERALLY)
EVEN_LINES = Norm("行距一致", "5.2.3", "正文行距（每面 22 行，撑满版心）", GENERALLY)
ATTACHMENT_NOTE_PLACE = Norm("左空二字，回行与名称首字对齐", "7.3.4", "附件说明的位置")
ATTACHMENT_NOTE_FORM = Norm("“附件：”加名称，名称后不加标点", "7.3.4", "附件说明的写法")
SIGNATURE_PLACE = Norm("署名与日期相配", "7.3.5", "发文机关署名的位置")
DATE_PLACE = Norm("盖章的右空四字，不盖章的右空二字或比署名右移二字", "7.3.5", "成文日期的位置")
DATE_FORM = Norm("阿拉伯数字，年份标全，月、日不编虚位", "7.3.5.4", "成文日期的写法")
TEXT_ON_FIRST_PAGE = Norm("首页必须显示正文", "7.3.3", "首页")
TEXT_ABOVE_SIGNATURE = Norm("印章、署名与正文同处一面", "7.3.5", "署名所在的一面")
ROOM_FOR_SEAL = Norm("调整行距、字距", "7.3.5.5", "排版后空白不够时", MAY)
NOTE_PLACE = Norm("左空二字，加圆括号", "7.3.6", "附注的位置")
ATTACHMENT_PAGE = Norm("另面编排", "7.3.7", "附件的起始")
ATTACHMENT_MARK_PLACE = Norm("顶格，“附件”加顺序号", "7.3.7", "附件顺序号")
ATTACHMENT_TITLE_PLACE = Norm("第三行居中", "7.3.7", "附件标题的位置")
ATTACHMENT_AGREES = Norm("与附件说明一致", "7.3.7", "附件的顺序号和标题")
PAGE_NUMBERS = Norm("版心下边缘之下编排页码", "7.5", "页码")
PAGE_NUMBER_FORM = Norm("阿拉伯数字，左右各一条一字线", "7.5", "页码的写法")
PAGE_NUMBER_FIRST = Norm("首页有页码；版记页有，前面有空白页的没有", "7.5", "首页、版记页的页码")
LANDSCAPE_NUMBER = Norm("与竖排页在同一位置", "8", "横排表格页的页码")
PAGE_NUMBER_RUNS = Norm("附件与正文一起装订时页码连续编排", "7.5", "页码连续")
IMPRINT_RULES = Norm("首条在第一个要素之上，末条在最后一个要素之下", "7.4.1", "版记分隔线")
IN_THE_MIDDLE = Norm(0, "7.2.5", "发文字号偏离中线")
AT_THE_EDGE = Norm(mm(0), "7.2.7", "红色分隔线左端至版心左边缘")
AT_THE_FOOT = Norm(mm(0), "7.4.1", "版记末条分隔线至版心下边缘")
HANGING = Norm(0, "7.4.2", "抄送机关回行至冒号后首字")
IMPRINT_FOOT = Norm("末条分隔线与最后一面的版心下边缘重合", "7.4.1", "版记的位置")
COPIED_PLACE = Norm("左右各空一字，回行与冒号后首字对齐", "7.4.2", "抄送机关的位置")
COPIED_END = Norm("句号", "7.4.2", "抄送机关末尾的标点")
PRINTED_PLACE = Norm("机关左空一字，日期右空一字", "7.4.3", "印发机关和印发日期的位置")
PRINTED_FORM = Norm("日期用阿拉伯数字标全，后加“印发”", "7.4.3", "印发日期的写法")
IMPRINT_ORDER = Norm("抄送在印发机关之上", "7.4.3", "版记各项的顺序")
MARKS_FACE = Norm("与正文同为中文字体", "5.2.2", "引号、破折号、省略号的字体")
PLAIN_WEIGHT = Norm("不加粗、不倾斜、不加下划线", "5.2.2", "字形", HOUSE)
KNOWN_FONTS = Norm("常见的字体", "5.2.2", "字体是否会被替换", HOUSE)
PRINTED_FONTS = Norm("本机装有文件要用的字体", "5.2.2", "排版用的字体", HOUSE)
SEQUENCE = Norm("依次编号", "7.3.3", "结构层次序数的次序")
LEVELS = Norm("一、（一）1.（1）依次使用", "7.3.3", "结构层次的次序", HOUSE)
ORDINAL_MARKS = Norm("“一、”“（一）”“1.”“（1）”", "7.3.3、GB/T 15834 附录 B", "结构层次序数的写法", GENERALLY)

# ── Words of the body, by the standards of the written word ─────────────────────────────────────────────────────
PUNCTUATION = Norm("全角标点", "GB/T 15834", "标点", GENERALLY)
QUOTES = Norm("“ ”和‘ ’", "GB/T 15834 4.8", "引号", GENERALLY)
PAIRS = Norm("成对", "GB/T 15834 4.8、4.9、4.15", "引号、括号、书名号", GENERALLY)
NESTING = Norm("里外层用不同的标号", "GB/T 15834 4.8、4.15", "标号套用", GENERALLY)
INTERPUNCT = Norm("·", "GB/T 15834 4.14", "间隔号", GENERALLY)
CLASHES = Norm("一处一个标点", "GB/T 15834", "标点重复", GENERALLY)
LINE_START = Norm("点号、后引号、后括号不在行首", "GB/T 15834 5.1", "段首标点", GENERALLY)
DASHES = Norm("——和……", "GB/T 15834 4.10、4.11", "破折号、省略号", GENERALLY)
BLANKS = Norm("中文里不空格", "GB/T 15834 5.1", "空格", GENERALLY)
UNSEEN = Norm("没有看不见的字符", "GB/T 15834", "看不见的字符", GENERALLY)
DATES = Norm("2021年2月28日", "GB/T 15835 5.1.4", "正文中的日期", GENERALLY)
NUMBERS_IN_TEXT = Norm("机关代字〔年份〕序号", "7.2.5", "正文中的发文字号", GENERALLY)

# ── How closely a page is measured ──────────────────────────────────────────────────────────────────────────────
PLATE_SLACK = Norm(mm(1), "6.1", "量版心：允许误差")
INDENT_SLACK = Norm(0.3, "3.1", "量缩进：允许误差（字）", HOUSE)
SEEN_SLACK = Norm(0.3, "3.1", "量排出来的左右位置：允许误差（字）", HOUSE)
PLACE_SLACK = Norm(0.8, "3.1", "量署名、日期等的位置：允许误差（字），字宽按字号估算", HOUSE)
FILL_SLACK = Norm(mm(3), "5.2.3", "量版心是否撑满：22 行以外至多剩多高", HOUSE)
GAP_SLACK = Norm(0.5, "3.2", "量空行：允许误差（行）", HOUSE)
PITCH_SLACK = Norm(pt(0.2), "3.2", "量行距：允许误差", HOUSE)
MARK_SLACK = Norm(mm(2), "7.2.4", "量发文机关标志至版心上边缘：允许误差", HOUSE)
RULE_GAP_SLACK = Norm(mm(1), "7.2.7", "量发文字号至分隔线：允许误差", HOUSE)
RULE_SLACK = Norm(mm(0.05), "7.4.1", "量版记分隔线粗细：允许误差", HOUSE)
THICKEST_RULE = Norm(pt(3), "7.4.1", "看作分隔线：填色的空行至多高", HOUSE)
PAGE_NUMBER_SLACK = Norm(mm(1.5), "7.5", "量页码至版心下边缘：允许误差", HOUSE)
LARGEST_PAGE = Norm(mm(600), "5.1", "量页面：纸张的边至多多长", HOUSE)
SAME_LINE = Norm(pt(1), "3.2", "看作同一行：基线至多相差", HOUSE)
NATURAL_LINE = Norm(1.3, "3.2", "单倍行距与字号之比（汉字字体的通常值）", HOUSE)
DARKEST_RED = Norm(0x99, "7.2.4", "看作红色：红光至少", HOUSE)
LIGHTEST_REST = Norm(0x50, "7.2.4", "看作红色：绿光、蓝光至多", HOUSE)

# ── Layout check sheet (版式核验单) ───────────────────────────────────────────────────────────────────────────────
SHEET_MARGIN = Norm(mm(12), "—", "版式核验单：页边", HOUSE)
SHEET_TITLE_SIZE = Norm(pt(16), "—", "版式核验单：标题字号", HOUSE)
SHEET_TEXT = Norm(pt(8.5), "—", "版式核验单：文字字号", HOUSE)
SHEET_PICTURES = Norm(mm(115), "—", "版式核验单：各面缩图合计至多多高", HOUSE)
SHEET_PICTURE = Norm(mm(62), "—", "版式核验单：一面缩图至多多宽", HOUSE)
SHEET_GAP = Norm(mm(3), "—", "版式核验单：缩图之间", HOUSE)
SHEET_CAPTION = Norm(mm(5), "—", "版式核验单：缩图下的说明", HOUSE)
SHEET_WRONG = Norm("F6DADA", "—", "版式核验单：不符合的一行的底色", HOUSE)
SHEET_SHADE = Norm("EDEDED", "—", "版式核验单：表头的底色", HOUSE)
SHEET_DOTS = Norm(360, "—", "版式核验单：一面缩图的点数（宽）", HOUSE)

COMMON_FAMILIES = frozenset(
    {
        "times new roman",
        "arial",
        "calibri",
        "cambria",
        "cambria math",
        "courier new",
        "symbol",
        "wingdings",
        "tahoma",
        "verdana",
        "georgia",
        "微软雅黑",
        "microsoft yahei",
        "等线",
        "dengxian",
        "隶书",
        "幼圆",
    }
)
"""Families, in lower case, that come with Windows or an office suite, besides those of the norms."""
BOUGHT = ("方正", "FZ", "汉仪", "HY")
"""Beginnings of the names of commercial families, which are bought and installed one by one."""
BINDING = {
    "4": "纸张的克重、白度等",
    "6.1": "版面是否歪斜",
    "6.2": "双面印刷、套正、墨色",
    "6.3": "装订位置",
    "7.3.5.1": "印章是否端正、居中下压",
}
"""Clause → requirement on the paper copy that cannot be checked in a file."""


def rows() -> list[tuple[str, Norm[object]]]:
    """Name and row of the whole table in the order of the file."""
    return [(name, value) for name, value in globals().items() if isinstance(value, Norm)]


def is_red(color: str) -> bool:
    """Whether a colour of six hexadecimal digits is red."""
    try:
        red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= DARKEST_RED.value and max(green, blue) <= LIGHTEST_REST.value
