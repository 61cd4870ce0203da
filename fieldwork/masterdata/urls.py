"""Addresses of master data, people, the company, and the doors of a new or a demo installation."""

from django.urls import URLPattern, path

from fieldwork.masterdata.lists import LISTS, LOOKED_UP, Listed
from fieldwork.masterdata.views import company, rows
from fieldwork.masterdata.views.demo_door import demo_sign_in
from fieldwork.masterdata.views.lookup import look_up
from fieldwork.masterdata.views.methods import by_method
from fieldwork.masterdata.views.start import start
from fieldwork.people.roles import Right
from fieldwork.shell.doors import signed_in, with_right


def _list_paths(listed: Listed) -> list[URLPattern]:
    slug, given = listed.slug, {"listed": listed}
    row = f"{slug}/<{listed.key_type}:key>"
    look, keep = with_right(listed.look_up), with_right(listed.keep)
    return [
        path(slug, by_method(get=look(rows.show_list), post=keep(rows.add)), given, name=slug),
        path(f"{slug}/new", by_method(get=keep(rows.show_new)), given, name=f"{slug}-new"),
        path(row, by_method(get=look(rows.show_row), post=keep(rows.edit)), given, name=f"{slug}-row"),
        path(f"{row}/activity", by_method(post=keep(rows.set_activity)), given, name=f"{slug}-activity"),
    ]


def _lookup_path(listed: Listed) -> URLPattern:
    view = with_right(listed.look_up)(look_up)
    return path(f"lookup/{listed.slug}", view, {"listed": listed}, name=f"lookup-{listed.slug}")


_keep_company = with_right(Right.KEEP_COMPANY)

urlpatterns = [
    *(pattern for listed in LISTS for pattern in _list_paths(listed)),
    *(_lookup_path(listed) for listed in LOOKED_UP),
    path(
        "company",
        by_method(get=_keep_company(company.show_company), post=_keep_company(company.change_company)),
        name="company",
    ),
    path(
        "company/logo",
        by_method(get=signed_in(company.show_logo), post=_keep_company(company.change_logo)),
        name="company-logo",
    ),
    path("company/logo/removal", by_method(post=_keep_company(company.drop_logo)), name="company-logo-removal"),
    path("start", start, name="start"),
    path("demo/sign-in", demo_sign_in, name="demo-sign-in"),
]
