"""Draft of the data file: what an old file says, in the shape of the model, with notes for the drafter and the account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fazhi_report.document.raw import RawParagraph, Removed, SourceDocument
from fazhi_report.findings import Route
from fazhi_report.importer.account import Account, shortened
from fazhi_report.importer.cleaning import clean, clean_properties, prepare
from fazhi_report.importer.elements import AttachmentFrame, Frame
from fazhi_report.importer.framing import framed
from fazhi_report.importer.issuer import Issuer, NamedAuthors, issuers
from fazhi_report.importer.naming import named, preset
from fazhi_report.importer.outline import Branch, Placed, outline, place, plan_paragraph, resembling
from fazhi_report.importer.prose import Entries, Value, entries, heading_entries
from fazhi_report.importer.spacing import close_gaps
from fazhi_report.model.organ import Publication
from fazhi_report.model.report import PART_NAMES, STATUTORY
from fazhi_report.norms.elements import CORNER, JOINT
from fazhi_report.norms.outline import outline as norms
from fazhi_report.numbers.dates import parse_date
from fazhi_report.text.organ_names import HAN, organ_kind, split_authors, title_on_one_line
from fazhi_report.text.references import ask
from fazhi_report.typesetting.organ_mark import WORD

_LONGEST_HEADING = 60
_SECTION = 2
_UNNAMED = "附件"
_NO_ORGAN = ask("发文机关")
_JUNE = 6
_OPENED = re.compile(rf"现将(?P<names>[{HAN}、 \u3000]{{2,120}}?)(?=[0-9]{{4}}年|关于|法治)")


@dataclass(frozen=True, slots=True)
class Wish:
    """Options of an import.

    Args:
        year: The year reported on, where the file names none or a wrong one.
        keep_punctuation: Whether half-width punctuation stays.
    """

    year: int | None = None
    keep_punctuation: bool = False


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """The content of an old file in the shape of the data file.

    Args:
        values: Fields of the report; those that the source does not name are missing.
        account: The record of everything else.
        unit: What lines of the source are counted in.
        missing: Chinese names of required fields that the source does not name.
    """

    values: Value
    account: Account
    unit: str
    missing: tuple[str, ...] = ()


def draft(scan: SourceDocument, wish: Wish | None = None) -> ImportDraft:
    """Return the draft of the data file for what a reader found.

    Args:
        scan: What a reader found.
        wish: The options of the import.
    """
    wish = wish or Wish()
    account = Account()
    account.removed.extend(scan.removed)
    blocks = prepare(
        SourceDocument(
            tuple(clean(scan.blocks, account, keep=wish.keep_punctuation)), scan.unit, styled=scan.styled
        )
    )
    if not scan.styled:
        blocks = close_gaps(blocks, account)
    frame = framed(blocks, clean_properties(scan.properties), account, styled=scan.styled)
    drafting = _Drafting(frame, account, wish, scan.unit, styled=scan.styled)
    return ImportDraft(drafting.values(), account, scan.unit, tuple(drafting.missing))


@dataclass(slots=True)
class _Drafting:
    frame: Frame
    account: Account
    wish: Wish
    unit: str
    styled: bool
    missing: list[str] = field(default_factory=list)

    def values(self) -> Value:
        """Return every field that the source has, in the order of the model."""
        tree = outline(self.frame.body, self.account, styled=self.styled)
        year = self._year(tree.parts)
        # The year that the source itself names shows which part is the plans, whatever year the drafter gives.
        placed = place(tree.parts, named(title_on_one_line(self.frame.title)).year or year, self.account)
        if not tree.parts:
            self.account.note(("opening",), "没有认出“一、二、三”各部分，全文都放在开头")
        values: Value = {"kind": "report"}
        if year is not None:
            values["year"] = year
        values |= self._identity(year)
        values |= _filled(
            document_number=self.frame.document_number,
            signatories=self.frame.signatories,
            **self._corner(),
            addressees=self.frame.addressees,
            copied_to=self.frame.copied_to,
            opening=entries(tree.opening, self.account, ("opening",)),
        )
        if not self.styled:
            # A file of this program may be a paper that is still being written; one of others went out long ago.
            values["as_issued"] = True
        values |= self._parts(placed, year)
        if tree.continued:
            values["level3_numbering"] = "continue"
        return values | self._ending()

    # —— who, when ——

    def _year(self, parts: Sequence[Branch]) -> int | None:
        said = named(title_on_one_line(self.frame.title))
        year = self.wish.year or said.year or self._year_in_text(parts) or self._year_before(self.frame.date)
        if year is None:
            self._lack("year", "年度", "原文没有写明年度，请补写，或用 --year 指明")
        elif self.wish.year is None and said.year is None:
            self.account.note(("year",), "标题里没有年度，由各部分的标题、正文或成文日期推出")
        elif said.year not in {None, year}:
            self.account.note(
                ("year",), f"标题写的是{said.year}年，--year 指明的是{year}年", self.frame.title_line
            )
        return year

    def _year_before(self, date: str) -> int | None:
        """Return the year that a report of a day speaks of: the year before, towards the end of a year that year itself."""
        try:
            day = parse_date(date)
        except ValueError:
            return None
        return day.year - (day.month <= _JUNE)

    def _issuer(self) -> Issuer:
        title = title_on_one_line(self.frame.title)
        source = self.frame.publication.get("source")
        mark = "\n".join(self.frame.organ_mark).removesuffix(WORD).strip()
        return issuers(
            NamedAuthors(
                title=title,
                titled=named(title).organs,
                signed=tuple(self.frame.organs),
                marked=tuple(filter(None, ("".join(one.split()) for one in split_authors(mark)))),
                opened=self._authors_in_text(),
                source=source if isinstance(source, str) else "",
            )
        )

    def _authors_in_text(self) -> tuple[str, ...]:
        """Return the organs that the opening names: 现将示例区委、区政府2024年度……报告如下; none for less than two."""
        for block in self.frame.body[:2]:
            match = _OPENED.search(block.text) if isinstance(block, RawParagraph) else None
            if match and len(names := split_authors(match["names"])) > 1:
                return names
        return ()

    def _year_in_text(self, parts: Sequence[Branch]) -> int | None:
        opening = [block.text for block in self.frame.body[:2] if isinstance(block, RawParagraph)]
        for text in (*(part.title for part in parts[:1]), *opening):
            if (found := named(text).year) is not None:
                return found
        return None

    def _identity(self, year: int | None) -> Value:
        values: Value = {}
        found = self._issuer()
        organs = found.names
        if found.doubt:
            self.account.note(("organ",), found.doubt, self.frame.title_line)
        if organs:
            values["organ"] = self._organ(organs)
        else:
            # An open place instead of nothing: the file can be read, and its text is checked.
            values["organ"] = {"name": _NO_ORGAN}
            self.account.added.append(Removed(_NO_ORGAN, 0, "原文没有写明发文机关"))
            self._lack("organ", "机关名称", "原文没有写明发文机关，请补写 organ")
        title = title_on_one_line(self.frame.title)
        if tuple(self.frame.organs) != organs:
            self.account.added.extend(
                Removed(organ, self.frame.title_line, f"机关名称取自{found.place}") for organ in organs
            )
        if not title:
            self.account.note(("title",), "原文没有标题；不写 title 则按默认样式印")
            return values
        return values | {"title": self._title(title, organs, year)}

    def _organ(self, names: Sequence[str]) -> Value | list[Value]:
        """Return the authors in the shape of the data: one as a mapping, several as a list of them."""
        mark = self._mark(names)
        listed: list[Value] = [
            {"name": name} | _filled(mark=[] if at else mark) | {"kind": organ_kind(name)}
            for at, name in enumerate(names)
        ]
        return listed if len(listed) > 1 else listed[0]

    def _title(self, title: str, organs: Sequence[str], year: int | None) -> Value:
        """Return the title as a preset where one prints it, else as text, or as lines where the file breaks it by hand."""
        lines = self.frame.title
        form: Value = dict(preset(title, organs, year)) if organs and year else {}
        above = len(organs) if len(organs) > 1 and lines[: len(organs)] == list(organs) else 0
        if form and (len(lines) == 1 or self.styled or len(lines) == above + 1):
            self.account.print(title, self.frame.title_line)
            return form | ({"between": "line"} if above else {})
        return {"lines": list(lines)} if len(lines) > 1 else {"text": title}

    def _mark(self, organs: Sequence[str]) -> list[str]:
        """Return the lines of the mark; none where the program prints the same from the names."""
        lines = self.frame.organ_mark
        if organs and "".join(lines) == "".join(organs) + WORD:
            self.account.print("".join(lines), 1)
            return []
        return lines

    def _corner(self) -> Value:
        """Return 份号, 密级和保密期限 and 紧急程度 in the order of the table of elements."""
        values: Value = {}
        for one in CORNER:
            text = self.frame.corner.get(one.key, "")
            if one.parts and JOINT in text:
                self.account.print(JOINT, 1)
            values[one.key] = one.value_of(text)
        return values

    # —— parts ——

    def _parts(self, placed: Sequence[Placed], year: int | None) -> Value:
        """Return the parts: by their names where they are the decreed ones, each once, else as the list that they are."""
        roles = [one.role for one in placed]
        if set(STATUTORY) <= set(roles) <= set(PART_NAMES) and len(set(roles)) == len(roles):
            named: Value = {str(one.role): self._part(one.branch, (str(one.role),)) for one in placed}
            usual = [name for name in PART_NAMES if name in roles]
            return named if roles == usual else {"order": roles} | named
        self._point_out(
            [one.branch for one in placed], [name for name in STATUTORY if name not in roles], year
        )
        parts = [
            _filled(role=one.role) | self._part(one.branch, ("parts", at)) for at, one in enumerate(placed)
        ]
        return _filled(parts=parts)

    def _point_out(self, branches: Sequence[Branch], lacking: Sequence[str], year: int | None) -> None:
        """Note which decreed parts the source does not have, with what resembles them elsewhere."""
        for name in lacking:
            like = resembling(branches, name)
            hint = f"；第 {like.line} {self.unit}“{like.title}”一节像是，可以移出来" if like else ""
            words = f"原文没有“{norms().parts[name].title}”这一部分（{name}）{hint}"
            self.account.note(("parts",), words)
        if "plans" in lacking and (plan := plan_paragraph(branches, year)):
            words = f"“{shortened(plan.text)}”一段像是下一年度的安排，没有标题，留在原处"
            self.account.note(("parts",), words, plan.line)

    def _part(self, branch: Branch, route: Route) -> Value:
        items = [one for one in branch.branches if one.level > _SECTION]
        sections = [one for one in branch.branches if one.level == _SECTION]
        text, heading = self._heading(branch, route, "heading", run_in=False)
        return heading | _filled(
            text=text,
            items=[self._item(one, (*route, "items", at)) for at, one in enumerate(items)],
            sections=[self._section(one, (*route, "sections", at)) for at, one in enumerate(sections)],
        )

    def _section(self, branch: Branch, route: Route) -> Value:
        return self._numbered(branch, route, "heading", run_in=False)

    def _item(self, branch: Branch, route: Route) -> Value:
        return self._numbered(branch, route, "lead", run_in=True)

    def _numbered(self, branch: Branch, route: Route, name: str, *, run_in: bool) -> Value:
        """Return a section or an item with those below it.

        Args:
            branch: The heading.
            route: Its route in the data.
            name: Field of its words: ``heading`` or ``lead``.
            run_in: The default of the model.
        """
        text, heading = self._heading(branch, route, name, run_in=run_in)
        items = [self._item(one, (*route, "items", at)) for at, one in enumerate(branch.branches)]
        return heading | _filled(text=text, items=items)

    def _heading(self, branch: Branch, route: Route, name: str, *, run_in: bool) -> tuple[Entries, Value]:
        """Return the text under a heading, and the fields of the heading itself; the arguments are those of `_numbered`."""
        self._at(route, branch)
        text = heading_entries(branch.body, branch.content, self.account, (*route, "text"), branch.line)
        runs = self._runs_in(branch, text)
        if len(branch.title) > _LONGEST_HEADING:
            self.account.note(route, "标题很长，可能本来是一段正文", branch.line)
        values: Value = {} if branch.number is None else {"number": branch.number}
        values[name] = branch.title
        if runs != run_in:
            values["run_in"] = runs
        return text, values

    def _runs_in(self, branch: Branch, text: Entries) -> bool:
        """Whether text follows the heading in its paragraph, so that it is printed as in the source.

        An item of one sentence (1.开展培训。) is a paragraph, not a heading on a line of its own.
        """
        if branch.body is None:
            return not branch.alone and branch.level > _SECTION and branch.title.endswith("。") and not text
        return bool(branch.body) or not text or not isinstance(text[0], str)

    def _at(self, route: Route, branch: Branch) -> None:
        self.account.lines[route] = branch.line
        for doubt in self.account.notes.pop(("line", branch.line), []):
            self.account.note(route, doubt.words, branch.line)

    # —— the end ——

    def _ending(self) -> Value:
        frame = self.frame
        values: Value = {}
        if frame.closing:
            values["closing"] = frame.closing[0]
        values |= _filled(attachments=self._attachments())
        values |= _filled(signature=self._signature())
        if frame.date:
            values["date_of_issue"] = frame.date
        elif ("date_of_issue",) not in self.account.notes:
            self.account.note(("date_of_issue",), "原文没有成文日期；查得到的，补写 date_of_issue")
        values |= _filled(notes=frame.notes, imprint=self._imprint(), publication=self._publication())
        return values

    def _publication(self) -> Value:
        found = self.frame.publication
        return {name: found[name] for name in Publication.model_fields if name in found}

    def _signature(self) -> Value:
        organ = self.frame.organs
        value: Value = {} if tuple(organ) in ((), self._issuer().names) else {"organs": list(organ)}
        if self.frame.sealed:
            value["seal"] = True
        return {"unsigned": True} if not organ else value

    def _imprint(self) -> Value:
        if not self.frame.printed_by:
            if self.frame.printed_on:
                self.account.remove(self.frame.printed_on, 0, "没有印发机关的印发日期")
                words = f"原文有印发日期{self.frame.printed_on}，没有印发机关，请补写 imprint"
                self.account.note(("imprint",), words)
            if self.frame.moved_addressees:
                words = "原文的主送机关在版记里，版记里没有印发机关；不补写 imprint，主送机关就印在标题之下"
                self.account.note(("addressees",), words)
            return {}
        value: Value = {"printed_by": self.frame.printed_by, "printed_on": self.frame.printed_on}
        if self.frame.moved_addressees:
            value["addressees_here"] = True
        return value

    def _attachments(self) -> list[Value]:
        found = self.frame.attachments
        if not found and self.frame.noted_attachments:
            for name in self.frame.noted_attachments:
                self.account.note(("attachments",), f"附件说明里有“{name}”，文件里没有附件的内容")
                self.account.removed.append(Removed(name, 0, "只有名称、没有内容的附件"))
                self.account.added.append(Removed(name, 0, "附件名称（附件说明由程序印）"))
        return [self._attachment(one, ("attachments", at)) for at, one in enumerate(found)]

    def _attachment(self, one: AttachmentFrame, route: Route) -> Value:
        self.account.lines[route] = one.line
        if not one.title:
            self.account.added.append(Removed(_UNNAMED, one.line, "没有名称的附件"))
            self.account.note(route, "附件没有名称，请补写", one.line)
        tree = outline(one.blocks, self.account, styled=self.styled)
        return {"title": one.title or _UNNAMED} | _filled(
            text=entries(tree.opening, self.account, (*route, "text")),
            sections=[self._section(part, (*route, "sections", at)) for at, part in enumerate(tree.parts)],
        )

    def _lack(self, name: str, title: str, words: str) -> None:
        self.missing.append(title)
        self.account.note((name,), words)


def _filled(**values: object) -> Value:
    """Return the fields that are not empty."""
    return {name: value for name, value in values.items() if value}
