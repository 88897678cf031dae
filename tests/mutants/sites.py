"""Where a module can be changed by one small fault, and what it is then; pure."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Div: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_SIGNS = {
    "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "NotEq": "!=", "Is": "is",
    "IsNot": "is not", "In": "in", "NotIn": "not in", "Add": "+", "Sub": "-", "Mult": "*",
    "FloorDiv": "//", "Mod": "%", "Div": "/", "And": "and", "Or": "or",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """One fault: the node that it changes, counted as `ast.walk` meets them, and its words."""

    module: str
    line: int
    node: int
    part: int
    words: str


def sites(module: str, source: str) -> list[Site]:
    """Every comparison, sum, number, and/or of a module, each as one fault.

    Annotations, defaults of fields, messages and what stands in `__all__` are left alone.
    """
    tree = ast.parse(source)
    spared = {id(inner) for node in _spared(tree) for inner in ast.walk(node)}
    found = []
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in spared:
            found += [Site(module, line, number, part, words=words)
                      for part, line, words in _faults(node)]  # fmt: skip
    return found


def planted(source: str, site: Site) -> ast.Module:
    """The module with this fault."""
    tree = copy.deepcopy(ast.parse(source))
    node = next(node for number, node in enumerate(ast.walk(tree)) if number == site.node)
    if isinstance(node, ast.Compare):
        node.ops[site.part] = _swapped(node.ops[site.part])
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = _swapped(node.op)
    else:
        assert isinstance(node, ast.Constant)
        node.value = _other(node.value)
    return ast.fix_missing_locations(tree)


def _spared(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) or (isinstance(node, ast.arg) and node.annotation):
            yield node.annotation
        elif isinstance(node, ast.FunctionDef):
            yield from filter(None, [node.returns, *node.decorator_list])
        elif isinstance(node, ast.ClassDef):
            yield from node.decorator_list
        elif isinstance(node, ast.BinOp) and _is_text(node):
            yield node
        elif isinstance(node, ast.Assign) and _is_type(node.value):
            yield node.value


def _is_text(node: ast.BinOp) -> bool:
    """Words put together: another order of them is no decision."""
    texts = (ast.JoinedStr,)
    return any(isinstance(one, texts) or (isinstance(one, ast.Constant)
               and isinstance(one.value, str)) for one in (node.left, node.right))  # fmt: skip


def _is_type(value: ast.expr) -> bool:
    return isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name)


def _faults(node: ast.AST) -> Iterator[tuple[int, int, str]]:
    if isinstance(node, ast.Compare):
        for part, op in enumerate(node.ops):
            yield part, node.lineno, _change(op)
    elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _SWAPS:
        yield 0, node.lineno, _change(node.op)
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield 0, node.lineno, f"{node.value} → {_other(node.value)}"


def _change(op: ast.AST) -> str:
    return f"{_SIGNS[type(op).__name__]} → {_SIGNS[_SWAPS[type(op)].__name__]}"


def _swapped(op: ast.AST) -> ast.AST:
    return _SWAPS[type(op)]()


def _other(value: object) -> int | float:
    assert isinstance(value, int | float)
    return value + 1
