"""GW5xx: faces and sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi_report.docx_in.facts import PAGE_FIELD, Run
from fazhi_report.docx_in.placement import chinese, cut, face_of, is_face
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Norm, Strength
from fazhi_report.norms.gbt9704 import Type as TypeFace
from fazhi_report.recognise.anatomy import HEADINGS, SIGNATORY, TEXT, Anatomy, Element, Role
from fazhi_report.rules.page.clause import Breach, clause, has, issues, size_name, type_name

_PLAIN = (Role.ADDRESSEE, Role.ATTACHMENT_NOTE, Role.SIGNATURE, Role.DATE, Role.NOTE)


def worn(run: Run) -> str:
    """The Chinese family of a run and its size, in words."""
    named = run.fonts.east_asia
    face = face_of(named)
    shown = f"“{named}”" if face is None else named if face.name == named else f"{face.name}（{named}）"
    return f"{size_name(run.size)}{shown}" if named else f"{size_name(run.size)}，没有指定中文字体"


def _breach(element: Element, runs: Iterable[Run], wanted: TypeFace) -> Iterator[Breach]:
    """The first run that wears another face or size; words without Chinese have no Chinese face to judge."""
    for run in runs:
        if not run.text.strip() or run.text.strip() == PAGE_FIELD:
            continue
        wrong_face = chinese(run.text) and not is_face(run.fonts.east_asia, wanted.face)
        if wrong_face or run.size.half_points != wanted.size.half_points:
            cure = f"设为{type_name(wanted)}（如“{wanted.face.family}”，{wanted.size.pt:g} 磅）"
            yield Breach(element, type_name(wanted), worn(run), cure)
            return


def _whole(layout: Anatomy, norm: Norm[TypeFace], *roles: Role) -> Iterator[Issue]:
    """Elements of some roles, all of their words."""
    found = (breach for one in layout.of(*roles) for breach in _breach(one, one.paragraph.runs, norm.value))
    yield from issues(norm, found)


def _headed(layout: Anatomy, norm: Norm[TypeFace], role: Role) -> Iterator[Issue]:
    """Headings of a level, as far as they are heading."""

    def breaches() -> Iterator[Breach]:
        for one in layout.of(role):
            yield from _breach(one, cut(one.paragraph.runs, 0, one.extent), norm.value)

    yield from issues(norm, breaches())


@clause("GW501", norms.TITLE, applies=has(Role.TITLE))
def wrong_type_of_title(layout: Anatomy) -> Iterator[Issue]:
    """标题不是二号小标宋。

    ## 查什么
    标题的字体是不是小标宋（方正小标宋、华文中宋等），字号是不是二号（22 磅）。

    ## 为什么
    标题一般用 2 号小标宋体字；用黑体、加粗宋体代替是常见的错误。

    ## 怎么改
    字体设为方正小标宋简体，字号二号，不加粗。

    ## 依据
    GB/T 9704—2012 第 7.3.1 条。
    """
    yield from _whole(layout, norms.TITLE, Role.TITLE)


@clause("GW502", norms.BODY, applies=has(*TEXT))
def wrong_type_of_body(layout: Anatomy) -> Iterator[Issue]:
    """正文不是三号仿宋。

    ## 查什么
    正文各段，以及段首标题之后接排的文字，中文字体是不是仿宋，字号是不是三号（16 磅）；数字和字母的字体标准没有规定，不查。

    ## 为什么
    如无特殊说明，公文格式各要素一般用 3 号仿宋体字。

    ## 怎么改
    中文字体设为仿宋（或仿宋_GB2312），字号三号。

    ## 依据
    GB/T 9704—2012 第 5.2.2 条。
    """

    def breaches() -> Iterator[Breach]:
        for one in layout.of(*TEXT):
            runs = one.paragraph.runs
            if one.role in HEADINGS:
                runs = tuple(cut(runs, one.extent, len(one.paragraph.words)))
            yield from _breach(one, runs, norms.BODY.value)

    yield from issues(norms.BODY, breaches())


@clause("GW503", norms.HEADINGS[0], applies=has(Role.HEADING_1))
def wrong_type_of_first_level(layout: Anatomy) -> Iterator[Issue]:
    """第一层标题（一、）不是三号黑体。

    ## 查什么
    “一、”一层的标题，字体是不是黑体，字号是不是三号；接排正文的，只看到第一个句号。

    ## 为什么
    一般第一层用黑体字。

    ## 怎么改
    标题的文字设为黑体三号，不加粗。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """
    yield from _headed(layout, norms.HEADINGS[0], Role.HEADING_1)


@clause("GW504", norms.HEADINGS[1], applies=has(Role.HEADING_2))
def wrong_type_of_second_level(layout: Anatomy) -> Iterator[Issue]:
    """第二层标题（（一））不是三号楷体。

    ## 查什么
    “（一）”一层的标题，字体是不是楷体，字号是不是三号；接排正文的，只看到第一个句号。

    ## 为什么
    一般第二层用楷体字。

    ## 怎么改
    标题的文字设为楷体三号，不加粗。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """
    yield from _headed(layout, norms.HEADINGS[1], Role.HEADING_2)


@clause("GW505", norms.HEADINGS[2], applies=has(Role.HEADING_3, Role.HEADING_4))
def wrong_type_of_deeper_levels(layout: Anatomy) -> Iterator[Issue]:
    """第三、四层标题不是三号仿宋。

    ## 查什么
    “1.”“（1）”两层的标题，字体是不是仿宋，字号是不是三号。

    ## 为什么
    一般第三层和第四层用仿宋体字。

    ## 怎么改
    标题的文字设为仿宋三号，不加粗。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """
    yield from _headed(layout, norms.HEADINGS[2], Role.HEADING_3)
    yield from _headed(layout, norms.HEADINGS[3], Role.HEADING_4)


@clause("GW506", norms.COPY_NUMBER, applies=has(Role.COPY_NUMBER))
def wrong_type_of_copy_number(layout: Anatomy) -> Iterator[Issue]:
    """份号不是三号。

    ## 查什么
    份号的字号是不是三号（16 磅）；阿拉伯数字用什么字体，标准没有另行规定。

    ## 为什么
    份号一般用 6 位 3 号阿拉伯数字。

    ## 怎么改
    字号设为三号。

    ## 依据
    GB/T 9704—2012 第 7.2.1 条。
    """
    yield from _whole(layout, norms.COPY_NUMBER, Role.COPY_NUMBER)


_URGENT = Norm(norms.SECRECY.value, "7.2.2、7.2.3", "密级和保密期限、紧急程度", Strength.GENERALLY)


@clause("GW507", _URGENT, applies=has(Role.SECRECY, Role.URGENCY))
def wrong_type_of_secrecy_or_urgency(layout: Anatomy) -> Iterator[Issue]:
    """密级或紧急程度不是三号黑体。

    ## 查什么
    密级和保密期限、紧急程度的字体是不是黑体，字号是不是三号。

    ## 为什么
    二者一般用 3 号黑体字，保密期限中的数字用阿拉伯数字。

    ## 怎么改
    设为黑体三号。

    ## 依据
    GB/T 9704—2012 第 7.2.2、7.2.3 条。
    """
    yield from _whole(layout, _URGENT, Role.SECRECY, Role.URGENCY)


@clause("GW508", norms.ORGAN_MARK, applies=has(Role.ORGAN_MARK))
def wrong_face_of_organ_mark(layout: Anatomy) -> Iterator[Issue]:
    """发文机关标志不是小标宋。

    ## 查什么
    发文机关标志的字体是不是小标宋；字号由机关自定，不查。

    ## 为什么
    发文机关标志推荐使用小标宋体字。

    ## 怎么改
    字体设为方正小标宋简体。

    ## 依据
    GB/T 9704—2012 第 7.2.4 条。
    """
    face = norms.ORGAN_MARK.value.face

    def breaches() -> Iterator[Breach]:
        for one in layout.of(Role.ORGAN_MARK):
            run = one.paragraph.head
            if not is_face(run.fonts.east_asia, face):
                named = run.fonts.east_asia or "没有指定中文字体"
                yield Breach(one, face.name, named, f"字体设为{face.family}")

    yield from issues(norms.ORGAN_MARK, breaches())


def _labelled(element: Element) -> int:
    """Where the word 签发人 begins; behind the last word where the line has none."""
    found = SIGNATORY.search(element.paragraph.words)
    return len(element.paragraph.words) if found is None else found.start()


def _signing(element: Element) -> int:
    """Where the names of signatories begin; behind the last word where the line has none."""
    found = SIGNATORY.search(element.paragraph.words)
    return len(element.paragraph.words) if found is None else found.end()


@clause("GW509", norms.DOCUMENT_NUMBER, applies=has(Role.NUMBER_LINE))
def wrong_type_of_document_number(layout: Anatomy) -> Iterator[Issue]:
    """发文字号不是三号仿宋。

    ## 查什么
    发文字号的字体是不是仿宋，字号是不是三号。

    ## 为什么
    标准没有另行规定发文字号的字体，随一般规定，用 3 号仿宋体字。

    ## 怎么改
    设为仿宋三号。

    ## 依据
    GB/T 9704—2012 第 5.2.2 条。
    """

    def breaches() -> Iterator[Breach]:
        for one in layout.of(Role.NUMBER_LINE):
            yield from _breach(one, cut(one.paragraph.runs, 0, _labelled(one)), norms.DOCUMENT_NUMBER.value)

    yield from issues(norms.DOCUMENT_NUMBER, breaches())


def _has_signatory(layout: Anatomy) -> bool:
    return any(_signing(one) < len(one.paragraph.words) for one in layout.of(Role.NUMBER_LINE))


@clause("GW510", norms.SIGNATORY_NAME, applies=_has_signatory)
def wrong_type_of_signatory(layout: Anatomy) -> Iterator[Issue]:
    """“签发人”三字不是三号仿宋，或姓名不是三号楷体。

    ## 查什么
    “签发人：”的字体是不是仿宋，后面姓名的字体是不是楷体，字号是不是三号。

    ## 为什么
    “签发人”三字用 3 号仿宋体字，签发人姓名用 3 号楷体字。

    ## 怎么改
    “签发人：”设为仿宋三号，姓名设为楷体三号。

    ## 依据
    GB/T 9704—2012 第 7.2.6 条。
    """

    def breaches(norm: Norm[TypeFace]) -> Iterator[Breach]:
        for one in layout.of(Role.NUMBER_LINE):
            start, end = _labelled(one), _signing(one)
            stretch = (start, end) if norm is norms.SIGNATORY_LABEL else (end, len(one.paragraph.words))
            yield from _breach(one, cut(one.paragraph.runs, *stretch), norm.value)

    for norm in (norms.SIGNATORY_LABEL, norms.SIGNATORY_NAME):
        yield from issues(norm, breaches(norm))


_OTHERS = Norm(
    norms.BODY.value, norms.BODY.clause, "主送机关、附件说明、署名、日期、附注", norms.BODY.strength
)


@clause("GW511", _OTHERS, applies=has(*_PLAIN))
def wrong_type_around_body(layout: Anatomy) -> Iterator[Issue]:
    """主送机关、附件说明、署名、日期或附注不是三号仿宋。

    ## 查什么
    这几项的中文字体是不是仿宋，字号是不是三号。

    ## 为什么
    如无特殊说明，公文格式各要素一般用 3 号仿宋体字。

    ## 怎么改
    设为仿宋三号。

    ## 依据
    GB/T 9704—2012 第 5.2.2 条。
    """
    yield from _whole(layout, _OTHERS, *_PLAIN)


@clause("GW512", norms.ATTACHMENT_MARK, applies=has(Role.ATTACHMENT_MARK))
def wrong_type_of_attachment_mark(layout: Anatomy) -> Iterator[Issue]:
    """附件顺序号不是三号黑体。

    ## 查什么
    “附件”二字及顺序号的字体是不是黑体，字号是不是三号。

    ## 为什么
    “附件”二字及附件顺序号用 3 号黑体字。

    ## 怎么改
    设为黑体三号。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """
    yield from _whole(layout, norms.ATTACHMENT_MARK, Role.ATTACHMENT_MARK)


_ATTACHMENT_TITLE = Norm(norms.TITLE.value, "7.3.7", "附件标题（附件格式要求同正文）", norms.TITLE.strength)


@clause("GW513", _ATTACHMENT_TITLE, applies=has(Role.ATTACHMENT_TITLE))
def wrong_type_of_attachment_title(layout: Anatomy) -> Iterator[Issue]:
    """附件标题不是二号小标宋。

    ## 查什么
    附件标题的字体是不是小标宋，字号是不是二号。

    ## 为什么
    附件格式要求同正文。

    ## 怎么改
    设为小标宋二号。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """
    yield from _whole(layout, _ATTACHMENT_TITLE, Role.ATTACHMENT_TITLE)


@clause("GW514", norms.IMPRINT, applies=has(Role.COPIED_TO, Role.PRINTED_BY))
def wrong_type_of_imprint(layout: Anatomy) -> Iterator[Issue]:
    """版记不是四号仿宋。

    ## 查什么
    抄送机关、印发机关和印发日期的中文字体是不是仿宋，字号是不是四号（14 磅）。

    ## 为什么
    版记各要素一般用 4 号仿宋体字；3 号是 1999 年旧标准。

    ## 怎么改
    设为仿宋四号。

    ## 依据
    GB/T 9704—2012 第 7.4.2、7.4.3 条。
    """
    yield from _whole(layout, norms.IMPRINT, Role.COPIED_TO, Role.PRINTED_BY)
