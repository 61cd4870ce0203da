"""Rules for Python, read from its syntax tree."""

import ast
from collections.abc import Iterator

from tests.architecture.source_tree import Rule, Source, code, fault, product

LONGEST_FUNCTION = 50
Function = ast.FunctionDef | ast.AsyncFunctionDef


def in_room(text: str) -> tuple[Source, ...]:
    """The text as a file of the program."""
    return (Source("fieldwork/app/made_up.py", text),)


def functions(source: Source) -> Iterator[Function]:
    """Every function and method."""
    return source.nodes(ast.FunctionDef, ast.AsyncFunctionDef)


def length(function: Function) -> int:
    """Lines from `def` to the end, without decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def long_functions(source: Source) -> Iterator[str]:
    """Functions past the limit."""
    for function in functions(source):
        if length(function) > LONGEST_FUNCTION:
            yield fault(function, f"{function.name} has {length(function)} lines")


def hidden_imports(source: Source) -> Iterator[str]:
    """Imports inside a function."""
    for function in functions(source):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield fault(node, f"import inside {function.name}")


def signals(source: Source) -> Iterator[str]:
    """Imports of Django's signals or of anybody's `signals` module."""
    for node in source.nodes(ast.ImportFrom):
        names = [node.module or "", *(alias.name for alias in node.names)]
        if any(name == "django.dispatch" or name.split(".")[-1] == "signals" for name in names):
            yield fault(node, "a signal")
    for imported in source.nodes(ast.Import):
        if any(alias.name.split(".")[-1] in {"signals", "dispatch"} for alias in imported.names):
            yield fault(imported, "a signal")


def overridden_save(source: Source) -> Iterator[str]:
    """Classes with a `save` of their own."""
    for kind in source.nodes(ast.ClassDef):
        for node in kind.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in {"save", "asave"}:
                yield fault(node, f"{kind.name}.{node.name}")


def named(node: ast.expr) -> str:
    """The last word of `a.b.c` or of a plain name, else ""."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def trusted_text(source: Source) -> Iterator[str]:
    """Ways to turn typed text into markup or SQL."""
    for node in source.nodes(ast.ImportFrom):
        for alias in node.names:
            if alias.name in {"mark_safe", "RawSQL"}:
                yield fault(node, alias.name)
    for call in source.nodes(ast.Call):
        word = named(call.func)
        fixed = all(isinstance(argument, ast.Constant) for argument in call.args)
        if word in {"mark_safe", "RawSQL", "SafeString"} and not fixed:
            yield fault(call, word)
        if word == "extra" and isinstance(call.func, ast.Attribute):
            yield fault(call, ".extra()")
        if word in {"execute", "executemany", "raw"} and call.args and glued(call.args[0]):
            yield fault(call, "SQL put together from pieces")


def glued(query: ast.expr) -> bool:
    """Whether text is filled into a query; psycopg's own `SQL(…).format` quotes and is fine."""
    if isinstance(query, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in query.values)
    if isinstance(query, ast.BinOp):
        return True
    if isinstance(query, ast.Call) and isinstance(query.func, ast.Attribute) and query.func.attr == "format":
        filled = query.func.value
        return not (isinstance(filled, ast.Call) and named(filled.func) == "SQL")
    return False


def naive_times(source: Source) -> Iterator[str]:
    """The time of day without a zone."""
    for call in source.nodes(ast.Call):
        if isinstance(call.func, ast.Attribute) and named(call.func.value) in {"datetime", "date"}:
            bare = call.func.attr == "now" and not call.args and not call.keywords
            if bare or call.func.attr in {"utcnow", "today", "utcfromtimestamp"}:
                yield fault(call, f"{call.func.attr} without a zone")


def swallowed(source: Source) -> Iterator[str]:
    """Handlers that catch everything and say nothing."""
    for handler in source.nodes(ast.ExceptHandler):
        broad = handler.type is None or named(handler.type) in {"Exception", "BaseException"}
        if broad and all(isinstance(step, ast.Pass | ast.Continue) or is_dots(step) for step in handler.body):
            yield fault(handler, "everything is swallowed")
    for call in source.nodes(ast.Call):
        broad = any(named(caught) in {"Exception", "BaseException"} for caught in call.args)
        if named(call.func) == "suppress" and broad:
            yield fault(call, "everything is swallowed")


def is_dots(step: ast.stmt) -> bool:
    """Whether the statement is `...`."""
    return isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant) and step.value.value is ...


def open_ended(source: Source) -> Iterator[str]:
    """Actions that pass unknown keywords through."""
    for function in functions(source):
        if function.args.kwarg:
            yield fault(function, f"{function.name} takes **{function.args.kwarg.arg}")


def action(path: str) -> bool:
    """A file of some app's actions."""
    return product(path) and "/actions/" in path


PYTHON_RULES = [
    Rule(
        "functions have 50 lines at most",
        code,
        long_functions,
        bad=in_room("def long():\n" + "    pass\n" * LONGEST_FUNCTION),
        good=in_room("def fits():\n" + "    pass\n" * (LONGEST_FUNCTION - 1)),
    ),
    Rule(
        "nothing is imported inside a function",
        code,
        hidden_imports,
        bad=in_room("def late():\n    import json\n    return json") + in_room("def f():\n    from a import b"),
        good=in_room("import json"),
    ),
    Rule(
        "no signals",
        code,
        signals,
        bad=in_room("from django.dispatch import receiver")
        + in_room("from django.db.models.signals import post_save")
        + in_room("from django.db.models import signals")
        + in_room("import django.core.signals"),
        good=in_room("import signal"),
    ),
    Rule(
        "no class overrides save",
        code,
        overridden_save,
        bad=in_room("class Order:\n    def save(self): ..."),
        good=in_room("def save(): ..."),
    ),
    Rule(
        "nothing typed becomes markup or SQL",
        code,
        trusted_text,
        bad=in_room("from django.utils.safestring import mark_safe")
        + in_room("safestring.mark_safe(text)")
        + in_room("Order.objects.extra(where=[text])")
        + in_room("RawSQL(text, [])")
        + in_room("cursor.execute(f'select {text}')")
        + in_room("cursor.execute('select %s' % text)")
        + in_room("cursor.execute('select {}'.format(text))"),
        good=in_room("cursor.execute('select %s', [text])")
        + in_room("SafeString('')")
        + in_room("cursor.execute(sql.SQL('drop table {}').format(name))"),
    ),
    Rule(
        "every time has a zone",
        code,
        naive_times,
        bad=in_room("datetime.now()") + in_room("datetime.datetime.utcnow()") + in_room("date.today()"),
        good=in_room("datetime.now(UTC)") + in_room("timezone.now()"),
    ),
    Rule(
        "no exception is swallowed",
        code,
        swallowed,
        bad=in_room("try:\n    f()\nexcept Exception:\n    pass")
        + in_room("try:\n    f()\nexcept:\n    ...")
        + in_room("with suppress(Exception):\n    f()"),
        good=in_room("try:\n    f()\nexcept KeyError:\n    pass"),
    ),
    Rule(
        "an action names everything it takes",
        action,
        open_ended,
        bad=(Source("fieldwork/app/actions/act.py", "def act(*, by, **rest): ..."),),
        good=(Source("fieldwork/app/actions/act.py", "def act(*, by): ..."),),
    ),
]
