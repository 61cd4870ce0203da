"""Rules for who writes an order's records, read from the syntax tree."""

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tests.architecture.python_rules import named
from tests.architecture.source_tree import Rule, Source, fault, product, repository

ACTIONS = "fieldwork/orders/actions/"
MODELS = "fieldwork/orders/models/"
MAKES = {"create", "acreate", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}
CHANGES = MAKES | {"update", "aupdate", "delete", "adelete"}
OF_ONE_RECORD = {"save", "asave", "delete", "adelete"}


def outside_actions(path: str) -> bool:
    """The program without the one folder that may write orders."""
    return product(path) and not path.startswith(ACTIONS)


@lru_cache(maxsize=1)
def order_models() -> frozenset[str]:
    """The classes of records in the orders app."""
    return frozenset(
        kind.name
        for source in repository()
        if source.path.startswith(MODELS)
        for kind in source.nodes(ast.ClassDef)
        if any(named(base) == "Model" for base in kind.bases)
    )


def written_elsewhere(source: Source) -> Iterator[str]:
    """Changes to an order's records outside the actions."""
    near = source.path.startswith("fieldwork/orders/") or imports_order_models(source)
    for call in source.nodes(ast.Call):
        if not isinstance(call.func, ast.Attribute):
            continue
        word, chain = call.func.attr, names_in(call.func.value)
        if word in CHANGES and "objects" in chain and order_models() & set(chain):
            yield fault(call, f"{'.'.join(reversed(chain))}.{word}")
        elif source.path.startswith("fieldwork/orders/") and word in MAKES:
            yield fault(call, f".{word}")
        elif near and word in OF_ONE_RECORD and not call.args and "session" not in chain:
            yield fault(call, f".{word}()")


def imports_order_models(source: Source) -> bool:
    """Whether the file can have an order's record in its hands by name."""
    return any((node.module or "").startswith("fieldwork.orders.models") for node in source.nodes(ast.ImportFrom))


def names_in(chain: ast.expr) -> list[str]:
    """The words of `a.b(…).c`, from the last to the first."""
    words: list[str] = []
    while True:
        if isinstance(chain, ast.Call):
            chain = chain.func
        elif isinstance(chain, ast.Attribute):
            words.append(chain.attr)
            chain = chain.value
        else:
            return [*words, chain.id] if isinstance(chain, ast.Name) else words


def state_assignments(source: Source) -> Iterator[str]:
    """Places that give something a new `.state`."""
    for node in source.nodes(ast.Assign):
        if any(isinstance(target, ast.Attribute) and target.attr == "state" for target in node.targets):
            yield fault(node, ".state =")


def state_updates(source: Source) -> Iterator[str]:
    """Updates of the column `state`."""
    for call in source.nodes(ast.Call):
        if named(call.func) in {"update", "aupdate"} and any(word.arg == "state" for word in call.keywords):
            yield fault(call, "update(state=…)")


def state_set_elsewhere(source: Source) -> Iterator[str]:
    """States that move outside the actions."""
    yield from state_assignments(source)
    yield from state_updates(source)


def all_state_assignments(sources: Iterable[Source]) -> list[str]:
    """Every `.state =` of the program; one is allowed."""
    return [f"{source.path}:{words}" for source in sources for words in state_assignments(source)]


def elsewhere(text: str, path: str = "fieldwork/workspace/views/made_up.py") -> tuple[Source, ...]:
    """The text as a file that may not write orders."""
    return (Source(path, text),)


RECORD_RULES = [
    Rule(
        "only the actions write an order's records",
        outside_actions,
        written_elsewhere,
        bad=elsewhere("Order.objects.create(number=1)")
        + elsewhere("Entry.objects.filter(order=order).update(seq=1)")
        + elsewhere("models.Line.objects.all().delete()")
        + elsewhere("order.entries.bulk_create(rows)", "fieldwork/orders/views/made_up.py")
        + elsewhere("from fieldwork.orders.models import Order\norder.save(update_fields=['name'])"),
        good=elsewhere("Token.objects.create(name='x')")
        + elsewhere("from fieldwork.orders.models import Order\nimage.save(buffer)\nrequest.session.save()")
        + (Source(ACTIONS + "create.py", "Order.objects.create(number=1)"),),
    ),
    Rule(
        "only the actions move a state",
        outside_actions,
        state_set_elsewhere,
        bad=elsewhere("order.state = State.RELEASED") + elsewhere("orders.update(state=State.RELEASED)"),
        good=elsewhere("if order.state == State.RELEASED: ..."),
    ),
]
