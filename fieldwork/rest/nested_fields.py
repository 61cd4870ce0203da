"""Form fields with dotted names as the nested object that the API gets ("products.0.item" -> products[0]["item"])."""

from collections.abc import Mapping


def nested(fields: Mapping[str, str | list[str]]) -> dict[str, object]:
    """{"name": "x", "products.0.item": "y"} -> {"name": "x", "products": [{"item": "y"}]}; rows keep their order."""
    tree: dict[str, object] = {}
    for name, value in fields.items():
        _put(tree, name.split(".")[:4], value)
    return {name: _lists(value) for name, value in tree.items()}


def _put(tree: dict[str, object], steps: list[str], value: str | list[str]) -> None:
    for step in steps[:-1]:
        below = tree.setdefault(step, {})
        if not isinstance(below, dict):
            return
        tree = below
    tree.setdefault(steps[-1], value)


def _lists(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if value and all(key.isdecimal() and len(key) < 7 for key in value):
        return [_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _lists(below) for key, below in value.items()}
