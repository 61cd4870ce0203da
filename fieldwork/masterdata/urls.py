"""Addresses of master data, people, the company, and the doors of a new or a demo installation."""

from django.urls import URLPattern, path

from fieldwork.masterdata.list_configs import LISTS, LOOKUP_LISTS, ListConfig
from fieldwork.masterdata.views import (
    audit_log,
    company,
    end_access,
    list_pages,
    password_link,
    photo,
    profile,
    security,
)
from fieldwork.masterdata.views.demo_login import demo_sign_in
from fieldwork.masterdata.views.lookup import look_up
from fieldwork.masterdata.views.method_dispatch import dispatch_by_method
from fieldwork.masterdata.views.setup_page import start
from fieldwork.people.roles import Right
from fieldwork.shell.auth import login_required, permission_required


def _list_paths(listed: ListConfig) -> list[URLPattern]:
    slug, given = listed.slug, {"listed": listed}
    row = f"{slug}/<{listed.key_type}:key>"
    look, keep = permission_required(listed.view_right), permission_required(listed.edit_right)
    return [
        path(slug, dispatch_by_method(get=look(list_pages.show_list), post=keep(list_pages.add)), given, name=slug),
        path(f"{slug}/new", dispatch_by_method(get=keep(list_pages.show_new)), given, name=f"{slug}-new"),
        path(
            row,
            dispatch_by_method(get=look(list_pages.show_row), post=keep(list_pages.edit)),
            given,
            name=f"{slug}-row",
        ),
        path(f"{row}/activity", dispatch_by_method(post=keep(list_pages.set_activity)), given, name=f"{slug}-activity"),
    ]


def _lookup_path(listed: ListConfig) -> URLPattern:
    view = permission_required(listed.view_right)(look_up)
    return path(f"lookup/{listed.slug}", view, {"listed": listed}, name=f"lookup-{listed.slug}")


_people_managers = permission_required(Right.MANAGE_PEOPLE)
_company_managers = permission_required(Right.MANAGE_COMPANY)

urlpatterns = [
    *(pattern for listed in LISTS for pattern in _list_paths(listed)),
    *(_lookup_path(listed) for listed in LOOKUP_LISTS),
    path("audit-log", audit_log.show_audit_log, name="audit-log"),
    path(
        "company",
        dispatch_by_method(get=_company_managers(company.show_company), post=_company_managers(company.change_company)),
        name="company",
    ),
    path(
        "company/logo",
        dispatch_by_method(get=company.show_logo, post=_company_managers(company.change_logo)),
        name="company-logo",
    ),
    path(
        "company/logo/removal",
        dispatch_by_method(post=_company_managers(company.drop_logo)),
        name="company-logo-removal",
    ),
    path(
        "profile",
        dispatch_by_method(get=login_required(profile.show_profile), post=login_required(profile.change_profile)),
        name="profile",
    ),
    path("profile/photo", dispatch_by_method(post=login_required(photo.change_photo)), name="profile-photo"),
    path(
        "profile/photo/removal", dispatch_by_method(post=login_required(photo.drop_photo)), name="profile-photo-removal"
    ),
    path("people/photos/<slug:key>", dispatch_by_method(get=login_required(photo.show_photo)), name="person-photo"),
    path(
        "profile/password",
        dispatch_by_method(post=login_required(profile.change_own_password)),
        name="profile-password",
    ),
    *(
        path(f"profile/{address}/removal", dispatch_by_method(post=login_required(view)), name=f"{name}-removal")
        for address, view, name in (
            ("access", end_access.end_all_other_access, "access"),
            ("sessions/<int:key>", end_access.end_own_session, "session"),
            ("tokens/<int:key>", end_access.end_own_token, "token"),
        )
    ),
    *(
        path(f"profile/{address}", dispatch_by_method(get=login_required(view), post=login_required(view)), name=name)
        for address, view, name in (
            ("app", security.app, "profile-app"),
            ("passkeys/new", security.new_passkey, "profile-passkey"),
            ("factors/<int:key>/removal", security.remove, "profile-factor-removal"),
            ("recovery-codes", security.recovery_codes, "profile-recovery-codes"),
        )
    ),
    path(
        "sign-in/forgotten",
        dispatch_by_method(get=password_link.forgotten, post=password_link.forgotten),
        name="forgotten",
    ),
    path(
        "welcome/<str:secret>",
        dispatch_by_method(get=password_link.welcome, post=password_link.welcome),
        name="welcome",
    ),
    *(
        path(f"people/<int:key>/{address}", dispatch_by_method(post=_people_managers(view)), name=f"people-{name}")
        for address, view, name in (
            ("invitation", password_link.send_invitation, "invitation"),
            ("link", password_link.hand_out_link, "link"),
            ("factors/removal", password_link.drop_second_step, "factors-removal"),
            ("access/removal", end_access.end_all_access_of, "access-removal"),
            ("sessions/<int:session>/removal", end_access.end_session_of, "session-removal"),
            ("tokens/<int:token>/removal", end_access.end_token_of, "token-removal"),
        )
    ),
    path("start", start, name="start"),
    path("demo/sign-in", demo_sign_in, name="demo-sign-in"),
]
