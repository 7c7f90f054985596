"""The code that Jinja2 generates for a template: every step in it costs, whatever is nested too deep is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.parser import Parser

from fazhi_report.composition.allowance import STEP

MOST_DEPTH = 60
"""Deepest nesting of a template's expressions and blocks; Python's own parser takes minutes for twice as many."""


class Code(CodeGenerator):
    """A code generator in which all that walks through a value in C is priced, and data is never taken for words.

    The functions that are called here (``joined``, ``weighed`` and so on) are attributes of the environment.
    """

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """Return a constant only for words of the template: Jinja2 would print other constants without `wrap`.

        Raises:
            Impossible: The node is not words of the template; it is computed when it is printed.
        """
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  (hooks of Jinja2)
        """Write the call that joins texts."""
        self._called("joined", node.nodes, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        """Write a comparison whose sides are weighed."""
        self.write("(")
        self._weighed(node.expr, frame)
        for operand in node.ops:
            self.write(f" {operators[operand.op]} ")
            self._weighed(operand.expr, frame)
        self.write(")")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        """Write a list that is weighed."""
        self.write("environment.weighed(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        """Write a tuple; one that is a value is weighed."""
        if node.ctx != "load":
            super().visit_Tuple(node, frame)
            return
        self.write("environment.weighed(")
        super().visit_Tuple(node, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        """Write a mapping that is weighed, as are its keys before they are hashed."""
        self.write("environment.weighed({")
        for pair in node.items:
            self._weighed(pair.key, frame)
            self.write(": ")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("})")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write a look-up; Jinja2 asks the environment for an item, but not for a slice, which is weighed."""
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.weighed(")
        self._called("whole", [node.node], frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("])")

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:  # noqa: N802
        """Write an assignment; Jinja2 checks its namespace before it notes the line."""
        self.newline(node)
        super().visit_Assign(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write a call; one of the environment's own functions, which only `counting` makes, is direct."""
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            # They are unpacked before anything can be weighed.
            self.fail("不能用 * 和 ** 展开参数", node.lineno)
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self._called(node.node.name, node.args, frame)
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def _weighed(self, node: nodes.Expr, frame: Frame) -> None:
        if isinstance(node, nodes.Const):
            self.visit(node, frame)
        else:
            self._called("weighed", [node], frame)

    def _called(self, name: str, values: Iterable[nodes.Expr], frame: Frame) -> None:
        self.write(f"environment.{name}(")
        for value in values:
            self.visit(value, frame)
            self.write(", ")
        self.write(")")


def counting(source: nodes.Template, name: str | None) -> nodes.Template:
    """Return the template with a cost added before every node that can run more than once.

    Raises:
        TemplateSyntaxError: It is nested too deep.
    """
    _require_shallow(source, name)
    for one in (source, *source.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))):
        if isinstance(one, nodes.For) and one.test is not None:
            one.iter = _call("looped", one.iter)
        body: list[nodes.Node] = getattr(one, "body")  # noqa: B009  (every kind asked for has one; the types do not say so)
        literals = sum(len(data.data) for part in body for data in _literals(part))
        cost = nodes.ExprStmt(_call("spend", nodes.Const(STEP + literals)))
        body.insert(0, cost.set_lineno(one.lineno or 1))
    return source


def _call(name: str, value: Any) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(name), [value], [], None, None)


def _literals(node: nodes.Node) -> Iterable[nodes.TemplateData]:
    return [node] if isinstance(node, nodes.TemplateData) else node.find_all(nodes.TemplateData)


def _require_shallow(source: nodes.Template, name: str | None) -> None:
    level: list[nodes.Node] = [source]
    for _ in range(MOST_DEPTH):
        level = [child for node in level for child in node.iter_child_nodes()]
    if level:
        raise too_deep(level[0].lineno or 1, name)


def too_deep(line: int, name: str | None, filename: str | None = None) -> TemplateSyntaxError:
    """Return the error for a template that is nested too deep, or that Python does not take for another reason."""
    return TemplateSyntaxError("套得太深，或有不能用的字、太大的数", line, name, filename)


_LINES = re.compile(r"^debug_info = '([0-9=&]*)'", re.MULTILINE)
"""What Jinja2 writes at the end of its code: line of the template = line of the code."""


def template_line(code: str, line: int) -> int:
    """Return the line of the template from which a line of its code was compiled."""
    found = _LINES.search(code)
    pairs = [tuple(map(int, pair.split("="))) for pair in found[1].split("&") if pair] if found else []
    return max((at for at, made in pairs if made <= line), default=1)


def failed_line(error: BaseException) -> int:
    """Return the line of the template at which parsing it or generating its code failed."""
    return max(_lines(error), default=1)


def _lines(error: BaseException) -> Iterator[int]:
    trace = error.__traceback__
    while trace is not None:
        names = trace.tb_frame.f_locals
        match names.get("self"), names.get("node"):
            case Parser() as parser, _:
                yield parser.stream.current.lineno
            case _, nodes.Node() as node:
                yield node.lineno or 1
        trace = trace.tb_next
