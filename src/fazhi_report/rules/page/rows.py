"""The rules of the page that measure and compare with a row of the norms: one row per rule, with its manual.

A row gives the norm, where it is measured (``at``: `fazhi_report.rules.page.places`) and what is measured (``by``:
`fazhi_report.rules.page.measures`). Functions judge the clauses that weigh several facts.
"""

from __future__ import annotations

from fazhi_report.docx_in.facts import Alignment
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.elements import HEADINGS, IMPRINT, MASTHEAD, TEXT, Role
from fazhi_report.norms.gbt9704 import Norm, Strength
from fazhi_report.rules.page import foot, masthead
from fazhi_report.rules.page import measures as by
from fazhi_report.rules.page import places as at
from fazhi_report.rules.page.clause import Row, always, row, scan_row
from fazhi_report.rules.page.places import has, has_all
from fazhi_report.typography import digits, document_number, marks, spacing

_MARGINS = "布局 → 页边距 → 自定义边距"
_SECRECY_AND_URGENCY = Norm(
    norms.SECRECY.value, "7.2.2、7.2.3", "密级和保密期限、紧急程度", Strength.GENERALLY
)
_AROUND_BODY = Norm(
    norms.BODY.value, norms.BODY.clause, "主送机关、附件说明、署名、日期、附注", norms.BODY.strength
)
_ATTACHMENT_TITLE = Norm(norms.TITLE.value, "7.3.7", "附件标题（附件格式要求同正文）", norms.TITLE.strength)

ROWS: tuple[Row, ...] = (
    # ── Paper and margins (5) ─────────────────────────────────────────────────────────────────────────────────────
    row("GW101", "paper_other_than_a4", placement.PAPER, at.sections, by.paper, applies=always).manual(
        "纸张不是 A4。",
        checks=(
            "每一节的纸张大小是不是 210 mm×297 mm，横排的表格页可以横放；没有写明纸张大小的，"
            "各软件会取各自的默认值。"
        ),
        why="公文用纸采用 A4 型纸；python-docx、pandoc 和英文版 Word 的默认纸张是美国信纸。",
        cure="在“布局 → 纸张大小”里选 A4。",
    ),
    row(
        "GW102",
        "wrong_top_margin",
        norms.TOP_MARGIN,
        at.upright_sections,
        by.margin("top"),
        applies=always,
        unknown=at.no_upright_section,
    ).manual(
        "天头（上白边）不对。",
        checks="上页边距是不是 37 mm±1 mm；按 GB/T 33476.2 为字处理软件补偿的 34.58 mm 同样算对。",
        why="天头、订口定下版心的位置，版头和红线都从版心量起。",
        cure="在页边距里把“上”改为 3.7 厘米。",
        source="GB/T 9704—2012 第 5.2.1 条；GB/T 33476.2—2016 第 6.2 条。",
        hint=f"{_MARGINS}，改“上”",
    ),
    row(
        "GW103",
        "wrong_left_margin",
        norms.LEFT_MARGIN,
        at.upright_sections,
        by.margin("left"),
        applies=always,
        unknown=at.no_upright_section,
    ).manual(
        "订口（左白边）不对。",
        checks="左页边距加上装订线是不是 28 mm±1 mm。",
        why="公文左侧装订，订口窄了文字会被订住。",
        cure="在页边距里把“左”改为 2.8 厘米，装订线改为 0。",
        hint=f"{_MARGINS}，改“左”和装订线",
    ),
    row(
        "GW104",
        "wrong_right_margin",
        norms.RIGHT_MARGIN,
        at.upright_sections,
        by.margin("right", "右白边"),
        under=norms.TYPE_AREA_WIDTH,
        applies=always,
        unknown=at.no_upright_section,
    ).manual(
        "版心宽不对：右页边距不是 26 mm。",
        checks="右页边距是不是 26 mm（210−28−156），版心误差 1 mm 以内。",
        why="版心宽 156 mm，每行才排得下 28 个三号字。",
        cure="在页边距里把“右”改为 2.6 厘米。",
        source="GB/T 9704—2012 第 5.2.1 条、第 6.1 条。",
        hint=f"{_MARGINS}，改“右”，使版心宽 156 mm",
    ),
    row(
        "GW105",
        "wrong_bottom_margin",
        norms.BOTTOM_MARGIN,
        at.upright_sections,
        by.margin("bottom", "下白边"),
        under=norms.TYPE_AREA_HEIGHT,
        applies=always,
        unknown=at.no_upright_section,
    ).manual(
        "版心高不对：下页边距与上页边距不相配。",
        checks="下页边距是不是 35 mm（297−37−225）；上页边距取 34.58 mm 的，下页边距应为 32.58 mm。",
        why="版心高 225 mm，每面才排得下 22 行，版记和页码也才落在该在的地方。",
        cure="在页边距里把“下”改为 3.5 厘米。",
        source="GB/T 9704—2012 第 5.2.1 条；GB/T 33476.2—2016 第 6.2 条。",
        hint=f"{_MARGINS}，改“下”，使版心高 225 mm",
    ),
    row("GW108", "coloured_words", norms.BLACK, at.all_but(Role.ORGAN_MARK), by.black, applies=always).manual(
        "文字不是黑色。",
        checks="发文机关标志以外的文字有没有用黑色以外的颜色，如超链接的蓝色、修改时留下的红色。",
        why="如无特殊说明，公文中文字的颜色均为黑色。",
        cure="选中文字，字体颜色改为“自动”或黑色。",
        hint="字体颜色改为“自动”或黑色",
    ),
    row(
        "GW109", "columns_of_text", placement.ONE_COLUMN, at.sections, by.columns_of_text, applies=always
    ).manual(
        "分了栏。",
        checks="有没有哪一节分成两栏以上。",
        why="每行排 28 个字，并撑满版心；分栏排不下。",
        cure="在“布局 → 栏”里选“一栏”。",
    ),
    # ── Masthead (7.2) ────────────────────────────────────────────────────────────────────────────────────────────
    row(
        "GW201",
        "wrong_count_of_digits",
        norms.COPY_NUMBER_DIGITS,
        at.of(Role.COPY_NUMBER),
        masthead.count_of_digits,
    ).manual(
        "份号不是 6 位。",
        checks="份号是不是 6 位阿拉伯数字。",
        why="份号一般用 6 位 3 号阿拉伯数字。",
        cure="前面补 0，写满 6 位。",
    ),
    row("GW202", "corner_not_flush_left", placement.CORNER, at.of(*masthead.CORNER), by.flush_left).manual(
        "份号、密级或紧急程度没有顶格。",
        checks="份号、密级和保密期限、紧急程度是不是左对齐、不缩进。",
        why="三项都顶格编排在版心左上角。",
        cure="左对齐，缩进改为 0。",
        source="GB/T 9704—2012 第 7.2.1、7.2.2、7.2.3 条。",
    ),
    row(
        "GW203", "corner_out_of_order", placement.CORNER_ORDER, masthead.corner, masthead.order_in_corner
    ).manual(
        "份号、密级、紧急程度的顺序不对。",
        checks="三项同时标注时，是不是按份号、密级和保密期限、紧急程度的顺序自上而下分行排列。",
        why="这是标准规定的顺序。",
        cure="按份号、密级、紧急程度的顺序重排。",
        hint="按这个顺序自上而下分行",
    ),
    row(
        "GW204", "organ_mark_not_red", placement.ORGAN_MARK_COLOR, at.of(Role.ORGAN_MARK), masthead.red_words
    ).manual(
        "发文机关标志不是红色。",
        checks="发文机关标志的字体颜色是不是红色。",
        why="发文机关标志推荐用小标宋体字，颜色为红色，以醒目、美观、庄重为原则。",
        cure="字体颜色改为红色（FF0000）。",
        hint="字体颜色改为红色",
    ),
    row(
        "GW205",
        "organ_mark_not_centred",
        placement.ORGAN_MARK_PLACE,
        at.aligned_marks,
        by.centred,
        applies=has(Role.ORGAN_MARK),
    ).manual(
        "发文机关标志没有居中。",
        checks="发文机关标志是不是居中排布；联合行文用分散对齐排机关名称的不查。",
        why="发文机关标志居中排布。",
        cure="居中，缩进改为 0。",
    ),
    row(
        "GW206",
        "organ_mark_at_wrong_height",
        norms.MARK_TOP,
        at.first(Role.ORGAN_MARK),
        masthead.height_of_mark,
        unknown=masthead.height_of_mark_unknown,
    ).manual(
        "发文机关标志的高度不对。",
        checks="发文机关标志上边缘至版心上边缘是不是 35 mm，按段前距、上方各行的高度和字号推算，误差 2 mm 以内不报。",
        why="35 mm 是 2012 年的新标准；网上流传的 25 mm、80 mm 是 1999 年旧标准的数值。",
        cure="调整发文机关标志的段前距。",
    ),
    row(
        "GW207", "wrong_gap_below_organ_mark", norms.MARK_GAP_LINES, masthead.mark_and_number, by.empty_lines
    ).manual(
        "发文机关标志下没有空二行。",
        checks="发文机关标志与发文字号（或签发人）之间是不是空二行。",
        why="发文字号编排在发文机关标志下空二行位置。",
        cure="其间留两个三号空行，段前、段后距改为 0。",
        source="GB/T 9704—2012 第 7.2.5、7.2.6 条。",
        hint=f"其间留 {norms.MARK_GAP_LINES.value} 个三号空行",
    ),
    row(
        "GW208",
        "wrong_document_number",
        placement.DOCUMENT_NUMBER_FORM,
        masthead.numbered,
        masthead.form_of_document_number,
    ).manual(
        "版头的发文字号写法不对。",
        checks=(
            "发文字号是不是“机关代字〔年份〕序号”：年份用六角括号、四位写全，序号不加“第”、不编虚位，"
            "末尾一个“号”。"
        ),
        why="写错的发文字号，登记、引用和检索都会出错。",
        cure="改为如“临司〔2021〕8号”的写法。",
    ),
    row(
        "GW209",
        "document_number_out_of_place",
        placement.DOCUMENT_NUMBER_PLACE,
        masthead.numbered,
        masthead.place_of_document_number,
        unknown=masthead.place_of_document_number_unknown,
    ).manual(
        "发文字号的位置不对。",
        checks="没有签发人的，发文字号是不是居中；有签发人的（上行文），是不是居左空一字，与最后一个签发人同处一行。",
        why="发文字号居中排布；上行文的发文字号居左空一字编排，与最后一个签发人姓名处在同一行。",
        cure="平行文、下行文居中；上行文用制表位，左起一字处排发文字号。",
    ),
    row("GW210", "missing_signatory", placement.SIGNATORY, masthead.upward, masthead.signatory).manual(
        "上行文没有签发人。",
        checks="有版头的报告、请示，版头里有没有“签发人”。",
        why="上行文应当标注签发人姓名；法治政府建设年度报告是上行文。",
        cure="在发文字号同一行的右侧标注“签发人：姓名”，居右空一字。",
        source="GB/T 9704—2012 第 7.2.6 条；《党政机关公文处理工作条例》第九条。",
        hint="在发文字号同一行右侧标注“签发人：姓名”",
    ),
    row(
        "GW211",
        "signatory_out_of_place",
        norms.EDGE_INDENT,
        masthead.signed,
        by.room_right,
        under=placement.SIGNATORY_PLACE,
        unknown=masthead.place_of_signatory_unknown,
    ).manual(
        "签发人没有居右空一字。",
        checks="签发人姓名的末尾离版心右边缘是不是一个字。",
        why="由“签发人”三字加全角冒号和姓名组成，居右空一字。",
        cure="在版心右边缘前一字处设右对齐制表位。",
    ),
    row(
        "GW212",
        "missing_red_rule",
        placement.RED_RULE,
        masthead.end_of_masthead,
        masthead.rule_below_masthead,
    ).manual(
        "版头没有红色分隔线。",
        checks="发文字号与标题之间有没有分隔线：段落的边框，或画出来的红线。",
        why="发文字号之下印一条与版心等宽的红色分隔线，版头到此为止。",
        cure="给发文字号一段加红色下框线，或画一条 156 mm 的红线。",
        hint="给发文字号一段加红色下框线",
    ),
    row(
        "GW213",
        "wrong_gap_above_red_rule",
        norms.RULE_GAP,
        masthead.borders_below_number,
        masthead.gap_above_border,
        applies=masthead.has_red_rule,
        unknown=masthead.rule_is_drawn,
    ).manual(
        "红色分隔线与发文字号的距离不对。",
        checks="分隔线离发文字号是不是 4 mm，按边框与文字的间距和行高推算，误差 1 mm 以内不报。",
        why="发文字号之下 4 mm 处居中印红色分隔线；网格行的行高会把线推到 6 mm 开外。",
        cure="发文字号一段行距设为固定值 16 磅，边框与文字的下间距 11 磅。",
        hint="这一段行距设为固定值 16 磅，边框与文字的下间距 11 磅",
    ),
    row(
        "GW214",
        "wrong_width_of_red_rule",
        norms.RULE_WIDTH,
        masthead.bordered,
        by.length_of_border,
        applies=masthead.has_red_rule,
        unknown=masthead.rule_is_drawn,
    ).manual(
        "红色分隔线与版心不等宽。",
        checks="带边框的段落左右有没有缩进：缩进多少，线就短多少。",
        why="红色分隔线与版心等宽。",
        cure="段落左右缩进改为 0，文字用制表位推到位。",
    ),
    row(
        "GW215",
        "rule_not_red",
        placement.RED_RULE_COLOR,
        masthead.red_borders,
        masthead.red_border,
        applies=masthead.has_red_rule,
    ).manual(
        "版头的分隔线不是红色。",
        checks="发文字号之下的分隔线是不是红色。",
        why="标准规定是红色分隔线。",
        cure="边框颜色改为红色（FF0000）。",
        hint="边框颜色改为红色",
    ),
    # ── Title, addressee, body (7.3.1 to 7.3.3) ───────────────────────────────────────────────────────────────────
    row("GW301", "title_not_centred", placement.TITLE_PLACE, at.of(Role.TITLE), by.centred).manual(
        "标题没有居中。",
        checks="标题各行是不是居中，有没有带着正文的首行缩进。",
        why="标题分一行或多行居中排布；带着首行缩进居中，整行会偏右一个字。",
        cure="居中，首行缩进改为 0。",
        hint="居中，缩进改为 0",
    ),
    row(
        "GW302",
        "wrong_gap_above_title",
        norms.TITLE_GAP_LINES,
        at.masthead_and_title,
        by.empty_lines,
        applies=has_all(Role.NUMBER_LINE, Role.TITLE),
    ).manual(
        "红色分隔线下没有空二行。",
        checks="版头与标题之间是不是空二行。",
        why="标题编排于红色分隔线下空二行位置。",
        cure="其间留两个三号空行，段前、段后距改为 0。",
        hint=f"其间留 {norms.TITLE_GAP_LINES.value} 个三号空行，段前、段后距改为 0",
    ),
    row(
        "GW303", "wrong_gap_below_title", norms.ADDRESSEE_GAP_LINES, at.title_and_below, by.empty_lines
    ).manual(
        "标题下没有空一行。",
        checks="标题与主送机关之间是不是空一行；没有主送机关的，看标题与正文之间。",
        why="主送机关编排于标题下空一行位置。",
        cure="其间留一个三号空行，段前、段后距改为 0。",
        hint=f"标题下留 {norms.ADDRESSEE_GAP_LINES.value} 个三号空行，段前、段后距改为 0",
    ),
    row(
        "GW304", "addressee_not_flush_left", placement.ADDRESSEE_PLACE, at.of(Role.ADDRESSEE), by.flush_lines
    ).manual(
        "主送机关没有顶格。",
        checks="主送机关是不是居左顶格，回行时仍顶格。",
        why="主送机关居左顶格，回行时仍顶格，最后一个机关名称后标全角冒号。",
        cure="左对齐，各种缩进改为 0。",
        hint="左对齐，缩进改为 0",
    ),
    row(
        "GW305", "addressee_without_full_colon", placement.ADDRESSEE_END, at.of(Role.ADDRESSEE), by.full_colon
    ).manual(
        "主送机关后不是全角冒号。",
        checks="最后一个主送机关后面是不是全角冒号“：”。",
        why="最后一个机关名称后标全角冒号。",
        cure="改为全角冒号。",
        hint="改为“：”",
    ),
    row(
        "GW306",
        "wrong_paragraph_indent",
        norms.PARAGRAPH_INDENT,
        at.body,
        by.paragraph_indent,
        applies=has(*TEXT),
    ).manual(
        "段首没有空二字。",
        checks=(
            "正文和各层标题的段首是不是空二字：首行缩进 2 字符、同样宽的长度，或两个全角空格；居中、"
            "右对齐的正文也算没有空二字。"
        ),
        why="每个自然段左空二字，回行顶格；各层标题也一样，不居中、不顶格。",
        cure="首行缩进设为 2 字符，删去手打的空格。",
    ),
    row(
        "GW307",
        "wrapped_lines_not_flush",
        placement.WRAPPED_LINES,
        at.body_edges,
        by.wrapped_lines,
        applies=has(*TEXT),
    ).manual(
        "正文回行没有顶格。",
        checks="正文各段的左缩进、右缩进是不是 0。",
        why="回行顶格，并撑满版心；自动编号常把整段推进去两三个字。",
        cure="左缩进、右缩进改为 0，只留首行缩进 2 字符。",
    ),
    # ── List of attachments, date, attachments (7.3.4 to 7.3.7) ───────────────────────────────────────────────────
    row(
        "GW310",
        "wrong_gap_above_attachment_note",
        norms.ATTACHMENT_NOTE_GAP_LINES,
        at.text_and_note,
        by.empty_lines,
        applies=has(Role.ATTACHMENT_NOTE),
    ).manual(
        "正文与附件说明之间没有空一行。",
        checks="附件说明与正文之间是不是空一行。",
        why="如有附件，在正文下空一行左空二字编排“附件”二字。",
        cure="其间留一个三号空行。",
        hint=f"其间留 {norms.ATTACHMENT_NOTE_GAP_LINES.value} 个三号空行",
    ),
    row("GW315", "malformed_date_of_issue", placement.DATE_FORM, at.of(Role.DATE), by.date_of_issue).manual(
        "成文日期的写法不对。",
        checks="成文日期是不是用阿拉伯数字把年、月、日标全：年份四位，月、日不编虚位，日历上有这一天。",
        why="“二〇二一年二月二十八日”是 1999 年旧标准的写法；1 不编为 01。",
        cure="写成“2021年2月28日”。",
    ),
    row(
        "GW318",
        "attachment_without_new_page",
        placement.ATTACHMENT_PAGE,
        at.of(Role.ATTACHMENT_MARK),
        by.new_page,
    ).manual(
        "附件没有另起一面。",
        checks="“附件”顺序号所在的段落前面有没有分页。",
        why="附件应当另面编排，并在版记之前，与公文正文一起装订。",
        cure="在“附件”前插入分页符，或勾选“段前分页”。",
        hint="在前面插入分页符，或勾选“段前分页”",
    ),
    row(
        "GW322",
        "page_without_text",
        placement.ROOM_FOR_SEAL,
        at.pages_without_text,
        by.unwanted("“此页无正文”"),
        applies=always,
    ).manual(
        "写了“此页无正文”。",
        checks="文件里有没有“（此页无正文）”。",
        why="排版后所剩空白放不下印章、成文日期时，用调整行距、字距的办法解决；“此页无正文”是旧办法。",
        cure="删去，略调正文的行距或字距，使署名一页也有正文。",
        hint="删去，略调行距或字距，使署名一页也有正文",
    ),
    # ── Page numbers (7.5) ────────────────────────────────────────────────────────────────────────────────────────
    row(
        "GW402",
        "odd_page_number_out_of_place",
        norms.PAGE_NUMBER_INDENT,
        at.page_numbers("default"),
        foot.number_at(Alignment.RIGHT),
        applies=at.has_page_numbers,
        unknown=foot.place_of_number_unknown,
    ).manual(
        "单页码没有居右空一字。",
        checks="单数页的页码是不是在右，离版心右边缘一个字。",
        why="单页码居右空一字，双页码居左空一字；双面印刷时页码都在切口一侧。",
        cure="单页页脚右对齐，右缩进 1 字符。",
    ),
    row(
        "GW404",
        "malformed_page_number",
        placement.PAGE_NUMBER_FORM,
        at.page_numbers(landscape=None),
        foot.form_of_number,
    ).manual(
        "页码的写法不对。",
        checks="页码是不是阿拉伯数字，左右各放一条一字线，如“— 1 —”；“第1页 共8页”“-1-”都不是。",
        why="页码用 4 号半角宋体阿拉伯数字，数字左右各放一条一字线。",
        cure="写作“— 1 —”，一字线是 U+2014。",
    ),
    row(
        "GW405",
        "page_number_at_wrong_height",
        norms.PAGE_NUMBER_DROP,
        at.page_numbers(),
        foot.height_of_number,
        unknown=foot.height_of_number_unknown,
    ).manual(
        "页码离版心的距离不对。",
        checks=(
            "页码的一字线离版心下边缘是不是 7 mm，按页脚距离和页脚行高推算，误差 1.5 mm 以内不报；"
            "页脚行高由字体决定的，文件说不清。"
        ),
        why="一字线上距版心下边缘 7 mm，不是距纸边 7 mm。",
        cure="调整“页脚距边界”。",
    ),
    row(
        "GW407", "page_numbers_begin_anew", placement.PAGE_NUMBER_RUNS, at.later_sections, foot.restart
    ).manual(
        "页码中途重新编起。",
        checks="后面的节有没有重新起编页码。",
        why="附件与正文一起装订时，页码应当连续编排。",
        cure="页码格式里选“续前节”。",
    ),
    # ── Imprint (7.4) ─────────────────────────────────────────────────────────────────────────────────────────────
    row(
        "GW412",
        "wrong_thickness_of_imprint_rule",
        norms.IMPRINT_OUTER_RULE,
        at.outer_rules,
        foot.thickness,
        also=((norms.IMPRINT_INNER_RULE, at.inner_rules),),
    ).manual(
        "版记分隔线的粗细不对。",
        checks="首条、末条分隔线是不是 0.35 mm（1 磅），中间的是不是 0.25 mm（0.75 磅）。",
        why="首条分隔线和末条分隔线用粗线（推荐高度 0.35 mm），中间的分隔线用细线（推荐高度 0.25 mm）。",
        cure="首末条改为 1 磅，中间的改为 0.75 磅。",
    ),
    row(
        "GW413", "wrong_width_of_imprint_rule", norms.IMPRINT_RULE_WIDTH, at.ruled, by.length_of_border
    ).manual(
        "版记分隔线与版心不等宽。",
        checks="带分隔线的段落左右有没有缩进：缩进多少，线就短多少。",
        why="版记中的分隔线与版心等宽。",
        cure="分隔线放在不缩进的段落上。",
    ),
    row(
        "GW416",
        "printing_line_out_of_place",
        norms.IMPRINT_EDGE_INDENT,
        at.edges_of(Role.PRINTED_BY),
        by.room_at_edge,
        under=placement.PRINTED_PLACE,
        unknown=by.room_at_edge_unknown,
    ).manual(
        "印发机关、印发日期的位置不对。",
        checks="印发机关是不是左空一字，印发日期是不是右空一字。",
        why="印发机关左空一字，印发日期右空一字。",
        cure="左缩进 1 字符，日期前用右对齐制表位，落在右起一字处。",
    ),
    row(
        "GW417",
        "malformed_printing_date",
        placement.PRINTED_FORM,
        at.of(Role.PRINTED_BY),
        by.date_of_printing,
    ).manual(
        "印发日期的写法不对。",
        checks="印发日期是不是用阿拉伯数字标全年、月、日，不编虚位，后加“印发”二字。",
        why="用阿拉伯数字将年、月、日标全，年份应标全称，月、日不编虚位，后加“印发”二字。",
        cure="写成“2021年3月1日印发”。",
    ),
    row(
        "GW418", "imprint_out_of_order", placement.IMPRINT_ORDER, at.copied_and_printed, foot.order_in_imprint
    ).manual(
        "抄送机关排在了印发机关之下。",
        checks="版记里抄送机关是不是在印发机关和印发日期之上。",
        why="印发机关和印发日期编排在末条分隔线之上。",
        cure="把抄送机关移到上面。",
        source="GB/T 9704—2012 第 7.4.2、7.4.3 条。",
        hint="把抄送机关移到印发机关之上",
    ),
    # ── Faces and sizes (5.2.2, 7) ────────────────────────────────────────────────────────────────────────────────
    row("GW501", "wrong_type_of_title", norms.TITLE, at.words_of(Role.TITLE), by.typeface).manual(
        "标题不是二号小标宋。",
        checks="标题的字体是不是小标宋（方正小标宋、华文中宋等），字号是不是二号（22 磅）。",
        why="标题一般用 2 号小标宋体字；用黑体、加粗宋体代替是常见的错误。",
        cure="字体设为方正小标宋简体，字号二号，不加粗。",
    ),
    row("GW502", "wrong_type_of_body", norms.BODY, at.body_words, by.typeface).manual(
        "正文不是三号仿宋。",
        checks=(
            "正文各段，以及段首标题之后接排的文字，中文字体是不是仿宋，字号是不是三号（16 磅）；"
            "数字和字母的字体标准没有规定，不查。"
        ),
        why="如无特殊说明，公文格式各要素一般用 3 号仿宋体字。",
        cure="中文字体设为仿宋（或仿宋_GB2312），字号三号。",
    ),
    row(
        "GW503", "wrong_type_of_first_level", norms.HEADINGS[0], at.heading_words(Role.HEADING_1), by.typeface
    ).manual(
        "第一层标题（一、）不是三号黑体。",
        checks="“一、”一层的标题，字体是不是黑体，字号是不是三号；接排正文的，只看到第一个句号。",
        why="一般第一层用黑体字。",
        cure="标题的文字设为黑体三号，不加粗。",
    ),
    row(
        "GW504",
        "wrong_type_of_second_level",
        norms.HEADINGS[1],
        at.heading_words(Role.HEADING_2),
        by.typeface,
    ).manual(
        "第二层标题（（一））不是三号楷体。",
        checks="“（一）”一层的标题，字体是不是楷体，字号是不是三号；接排正文的，只看到第一个句号。",
        why="一般第二层用楷体字。",
        cure="标题的文字设为楷体三号，不加粗。",
    ),
    row(
        "GW505",
        "wrong_type_of_deeper_levels",
        norms.HEADINGS[2],
        at.heading_words(Role.HEADING_3),
        by.typeface,
        also=((norms.HEADINGS[3], at.heading_words(Role.HEADING_4)),),
    ).manual(
        "第三、四层标题不是三号仿宋。",
        checks="“1.”“（1）”两层的标题，字体是不是仿宋，字号是不是三号。",
        why="一般第三层和第四层用仿宋体字。",
        cure="标题的文字设为仿宋三号，不加粗。",
    ),
    row(
        "GW506", "wrong_type_of_copy_number", norms.COPY_NUMBER, at.words_of(Role.COPY_NUMBER), by.typeface
    ).manual(
        "份号不是三号。",
        checks="份号的字号是不是三号（16 磅）；阿拉伯数字用什么字体，标准没有另行规定。",
        why="份号一般用 6 位 3 号阿拉伯数字。",
        cure="字号设为三号。",
    ),
    row(
        "GW507",
        "wrong_type_of_secrecy_or_urgency",
        _SECRECY_AND_URGENCY,
        at.words_of(Role.SECRECY, Role.URGENCY),
        by.typeface,
    ).manual(
        "密级或紧急程度不是三号黑体。",
        checks="密级和保密期限、紧急程度的字体是不是黑体，字号是不是三号。",
        why="二者一般用 3 号黑体字，保密期限中的数字用阿拉伯数字。",
        cure="设为黑体三号。",
    ),
    row("GW508", "wrong_face_of_organ_mark", norms.ORGAN_MARK, at.of(Role.ORGAN_MARK), by.face_alone).manual(
        "发文机关标志不是小标宋。",
        checks="发文机关标志的字体是不是小标宋；字号由机关自定，不查。",
        why="发文机关标志推荐使用小标宋体字。",
        cure="字体设为方正小标宋简体。",
    ),
    row(
        "GW509", "wrong_type_of_document_number", norms.DOCUMENT_NUMBER, masthead.number_words, by.typeface
    ).manual(
        "发文字号不是三号仿宋。",
        checks="发文字号的字体是不是仿宋，字号是不是三号。",
        why="标准没有另行规定发文字号的字体，随一般规定，用 3 号仿宋体字。",
        cure="设为仿宋三号。",
    ),
    row(
        "GW510",
        "wrong_type_of_signatory",
        norms.SIGNATORY_NAME,
        masthead.signatory_names,
        by.typeface,
        also=((norms.SIGNATORY_LABEL, masthead.signatory_label),),
        applies=masthead.has_signatory,
    ).manual(
        "“签发人”三字不是三号仿宋，或姓名不是三号楷体。",
        checks="“签发人：”的字体是不是仿宋，后面姓名的字体是不是楷体，字号是不是三号。",
        why="“签发人”三字用 3 号仿宋体字，签发人姓名用 3 号楷体字。",
        cure="“签发人：”设为仿宋三号，姓名设为楷体三号。",
    ),
    row("GW511", "wrong_type_around_body", _AROUND_BODY, at.words_of(*at.AROUND_BODY), by.typeface).manual(
        "主送机关、附件说明、署名、日期或附注不是三号仿宋。",
        checks="这几项的中文字体是不是仿宋，字号是不是三号。",
        why="如无特殊说明，公文格式各要素一般用 3 号仿宋体字。",
        cure="设为仿宋三号。",
    ),
    row(
        "GW512",
        "wrong_type_of_attachment_mark",
        norms.ATTACHMENT_MARK,
        at.words_of(Role.ATTACHMENT_MARK),
        by.typeface,
    ).manual(
        "附件顺序号不是三号黑体。",
        checks="“附件”二字及顺序号的字体是不是黑体，字号是不是三号。",
        why="“附件”二字及附件顺序号用 3 号黑体字。",
        cure="设为黑体三号。",
    ),
    row(
        "GW513",
        "wrong_type_of_attachment_title",
        _ATTACHMENT_TITLE,
        at.words_of(Role.ATTACHMENT_TITLE),
        by.typeface,
    ).manual(
        "附件标题不是二号小标宋。",
        checks="附件标题的字体是不是小标宋，字号是不是二号。",
        why="附件格式要求同正文。",
        cure="设为小标宋二号。",
    ),
    row("GW514", "wrong_type_of_imprint", norms.IMPRINT, at.words_of(*IMPRINT), by.typeface).manual(
        "版记不是四号仿宋。",
        checks="抄送机关、印发机关和印发日期的中文字体是不是仿宋，字号是不是四号（14 磅）。",
        why="版记各要素一般用 4 号仿宋体字；3 号是 1999 年旧标准。",
        cure="设为仿宋四号。",
        source="GB/T 9704—2012 第 7.4.2、7.4.3 条。",
    ),
    row(
        "GW515",
        "wrong_type_of_page_number",
        norms.PAGE_NUMBER,
        at.page_numbers(landscape=None),
        by.page_number_type,
    ).manual(
        "页码不是四号半角宋体。",
        checks="页码数字的字体是不是宋体，字号是不是四号（14 磅）。",
        why="页码一般用 4 号半角宋体阿拉伯数字；插入页码时默认是小五号 Times New Roman 一类的字体。",
        cure="在页脚里选中页码，字体设为宋体，字号四号。",
    ),
    row(
        "GW516", "marks_in_latin_face", placement.MARKS_FACE, at.all_but(), by.face_of_marks, applies=always
    ).manual(
        "引号、破折号、省略号落到了西文字体里。",
        checks=(
            "“ ”‘ ’——……·①这些中西文共用的标点和符号，会不会用西文字体排：西文字体不是中文字体，"
            "又没有标明按中文处理的。"
        ),
        why=(
            "落到西文字体里的引号只有半个字宽，破折号断成两截，全篇标点一宽一窄。LibreOffice、WPS 里看不出，"
            "到 Word 里才变样。"
        ),
        cure="选中这些标点，中文字体、西文字体都设为仿宋。",
        hint="选中标点，中文字体、西文字体都设为仿宋",
    ),
    row(
        "GW517",
        "bold_or_slanted_words",
        placement.PLAIN_WEIGHT,
        at.all_but(Role.TABLE, Role.CAPTION),
        by.plain_weight,
        applies=has(*MASTHEAD, *TEXT, Role.TITLE),
    ).manual(
        "文字加了粗、斜体或下划线。",
        checks="表格以外的文字有没有加粗、倾斜、加下划线。",
        why="标准靠字体分层次，没有加粗；不少机关习惯把第二、三层标题加粗，本单位有统一要求的可以不改。",
        cure="取消加粗、倾斜和下划线。",
        source="GB/T 9704—2012 第 5.2.2、7.3.3 条都没有规定加粗；属本工具提示。",
        hint="取消；本单位有统一要求的可以不改",
    ),
    row(
        "GW518",
        "font_that_will_be_substituted",
        placement.KNOWN_FONTS,
        at.fonts,
        by.known_font,
        applies=always,
    ).manual(
        "用了别的电脑上未必有的字体。",
        checks="文字用到的字体里，有没有 Windows 和办公软件都不带的：方正小标宋等要另外安装的，以及来历不明的字体。",
        why="对方电脑没有这种字体，打开时就换成别的字体，字宽、行数、页数都会变。",
        cure="报送电子版时附 PDF，或在“文件 → 选项 → 保存”里勾选“将字体嵌入文件”；来历不明的字体换成标准的。",
        source="GB/T 9704—2012 第 5.2.2 条；字体替换属本工具提示。",
    ),
    # ── The written word (GB/T 15834, GB/T 15835) ─────────────────────────────────────────────────────────────────
    row(
        "GW603", "wrong_mark_behind_ordinal", placement.ORDINAL_MARKS, at.of(*HEADINGS), by.mark_of_ordinal
    ).manual(
        "结构层次序数的标点不对。",
        checks=("序数是不是“一、”“（一）”“1.”“（1）”：“一.”“（一）、”“1、”“1．”和半角括号“(一)”都不对。"),
        why="标准规定的就是这四种写法；“（一）”“（1）”后面不再加标点。",
        cure="照标准的写法改；自动编号的，改编号格式。",
        source="GB/T 9704—2012 第 7.3.3 条；GB/T 15834—2011 附录 B。",
    ),
    scan_row(
        "GW604",
        "half_width_punctuation_on_page",
        placement.PUNCTUATION,
        at.written(Role.ADDRESSEE, Role.NOTE, Role.COPIED_TO, Role.ATTACHMENT_NOTE),
        marks.half_width,
        spared=by.opens_with_bracket,
    ).manual(
        "文件里用了半角标点。",
        checks="中文之间的半角逗号、冒号、括号等。",
        why="中文标点是全角的；半角标点只占半个字，行也就对不齐。",
        cure="改为全角标点。",
        source="GB/T 15834—2011。",
    ),
    scan_row(
        "GW605", "straight_quotation_marks_on_page", placement.QUOTES, at.written(), marks.straight_quotes
    ).manual(
        "文件里的引号不是弯引号。",
        checks="中文里的直引号、日式引号。",
        why="中文的引号是“ ”和‘ ’。",
        cure="改为弯引号。",
        source="GB/T 15834—2011 第 4.8 条。",
    ),
    scan_row("GW606", "unpaired_marks_on_page", placement.PAIRS, at.written(), marks.unpaired).manual(
        "文件里的引号、书名号或括号不成对。",
        checks="每一段里，成对的标点有没有缺了一半的。",
        why="缺了一半，引到哪里为止就说不清。",
        cure="补上缺的一半。",
        source="GB/T 15834—2011 第 4.8、4.9、4.15 条。",
    ),
    scan_row("GW607", "misnested_marks_on_page", placement.NESTING, at.written(), marks.misnested).manual(
        "文件里引号或书名号的里外层用反了。",
        checks="引号、书名号里再用引号、书名号的，里层是不是‘ ’〈 〉。",
        why="里外层用同一种标号，读到哪里收就不知道了。",
        cure="外层用“ ”《 》，里层用‘ ’〈 〉。",
        source="GB/T 15834—2011 第 4.8、4.15 条。",
    ),
    scan_row(
        "GW608", "wrong_interpunct_on_page", placement.INTERPUNCT, at.written(), marks.interpuncts
    ).manual(
        "文件里的间隔号用错了字符。",
        checks="间隔号是不是“·”（U+00B7），有没有用项目符号“•”、句点代替。",
        why="样子相近，检索和排版都不同。",
        cure="改为“·”。",
        source="GB/T 15834—2011 第 4.14 条。",
    ),
    scan_row("GW609", "clashing_marks_on_page", placement.CLASHES, at.written(), marks.clashing_marks).manual(
        "文件里两个标点重复或互相冲突。",
        checks="“，，”“、，”“。；”这样连用的标点。",
        why="多半是修改时留下的。",
        cure="留下该用的一个。",
        source="GB/T 15834—2011。",
    ),
    scan_row(
        "GW610", "mark_at_paragraph_start_on_page", placement.LINE_START, at.written(), marks.mark_at_start
    ).manual(
        "文件里一段以不能在行首的标点开头。",
        checks="段首有没有逗号、句号、后引号、后括号等。",
        why="这些标点不出现在一行之首。",
        cure="删去它，或把这一段接到上一段后面。",
        source="GB/T 15834—2011 第 5.1 条。",
    ),
    scan_row(
        "GW611",
        "malformed_dash_or_ellipsis_on_page",
        placement.DASHES,
        at.written(),
        marks.dashes_and_ellipses,
    ).manual(
        "文件里破折号或省略号的写法不对。",
        checks="破折号是不是“——”，省略号是不是“……”。",
        why="“--”“...”是键盘上的代用品。",
        cure="改为“——”“……”。",
        source="GB/T 15834—2011 第 4.10、4.11 条。",
    ),
    scan_row(
        "GW612",
        "malformed_document_number_on_page",
        placement.NUMBERS_IN_TEXT,
        at.written(Role.NUMBER_LINE),
        document_number.document_numbers,
    ).manual(
        "正文里发文字号的写法不对。",
        checks="正文引用的发文字号：年份是不是用六角括号，有没有加“第”、编虚位，“号”字有没有缺、重。",
        why="引错了发文字号，依据就查不到。",
        cure="改为如“临司〔2021〕8号”的写法。",
    ),
    scan_row(
        "GW613",
        "stray_space_on_page",
        placement.BLANKS,
        at.written(*at.TYPED_INTO_PLACE),
        spacing.spaces,
        spared=by.behind_division,
    ).manual(
        "文件里中文之间有空格。",
        checks="正文里汉字之间、汉字与标点之间有没有空格；靠空格定位的署名、日期、版头和章、条序数后的空格不查。",
        why="空格会把行撑开，一行就不是 28 个字。",
        cure="删去空格。",
        source="GB/T 9704—2012 第 5.2.3 条；GB/T 15834—2011 第 5.1 条。",
    ),
    scan_row("GW614", "unseen_character_on_page", placement.UNSEEN, at.written(), spacing.unseen).manual(
        "文件里有看不见的字符。",
        checks="零宽空格、方向控制符等看不见的字符。",
        why="从网页、聊天软件粘贴来的文字里常有，检索不到，换台电脑就显出方框。",
        cure="删去它们，或以纯文本方式重新粘贴。",
        source="GB/T 15834—2011；属本工具提示。",
    ),
    scan_row(
        "GW615",
        "malformed_date_on_page",
        placement.DATES,
        at.written(Role.DATE, Role.PRINTED_BY, Role.TABLE),
        digits.dates,
    ).manual(
        "正文里日期的写法不对。",
        checks="正文里的日期有没有编虚位、少写年份、写成 2021-02-28，日历上有没有这一天。",
        why="公文中的日期用阿拉伯数字，年份标全，月、日不编虚位。",
        cure="写成“2021年2月28日”。",
        source="GB/T 9704—2012 第 7.3.5.4 条；GB/T 15835—2011 第 5.1.4 条。",
    ),
)
"""The rules that are rows, by code."""

for _one in ROWS:
    _one.enter(__name__)
