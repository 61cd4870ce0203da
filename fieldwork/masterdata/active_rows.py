"""What master data offers to a form: active rows by code, each kind in one query."""

from collections.abc import Iterable

from fieldwork.masterdata.models import Client, OrderType, Product, Worker


def active_order_type(code: str) -> OrderType | None:
    """The order type with this code, if it is still offered."""
    return OrderType.objects.filter(code=code, active=True).first()


def active_client(code: str) -> Client | None:
    """The client with this code, if it is still offered."""
    return Client.objects.filter(code=code, active=True).first()


def active_products(codes: Iterable[str]) -> dict[tuple[str, str], Product]:
    """Active products by (kind, code)."""
    return {(found.kind, found.code): found for found in Product.objects.filter(code__in=set(codes), active=True)}


def active_workers(codes: Iterable[str]) -> dict[str, Worker]:
    """Active workers by code."""
    return {found.code: found for found in Worker.objects.filter(code__in=set(codes), active=True)}


def contact_line(client: Client | None) -> str:
    """Returns the contact on site and the first line of the address, in one line; "" without a client."""
    where = client.address.split("\n", 1)[0].strip() if client else ""
    return " · ".join(filter(None, (client.contact, where))) if client else ""
