"""Addresses of master data, people, the company, and the doors of a new or a demo installation."""

from django.urls import URLPattern, path

from fieldwork.masterdata.lists import LISTS, LOOKED_UP, Listed
from fieldwork.masterdata.views import access, audit, company, password_link, photo, profile, rows, security
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


_keep_people = with_right(Right.KEEP_PEOPLE)
_keep_company = with_right(Right.KEEP_COMPANY)

urlpatterns = [
    *(pattern for listed in LISTS for pattern in _list_paths(listed)),
    *(_lookup_path(listed) for listed in LOOKED_UP),
    path("audit-log", audit.show_audit_log, name="audit-log"),
    path(
        "company",
        by_method(get=_keep_company(company.show_company), post=_keep_company(company.change_company)),
        name="company",
    ),
    path(
        "company/logo",
        by_method(get=company.show_logo, post=_keep_company(company.change_logo)),
        name="company-logo",
    ),
    path("company/logo/removal", by_method(post=_keep_company(company.drop_logo)), name="company-logo-removal"),
    path(
        "profile",
        by_method(get=signed_in(profile.show_profile), post=signed_in(profile.change_profile)),
        name="profile",
    ),
    path("profile/photo", by_method(post=signed_in(photo.change_photo)), name="profile-photo"),
    path("profile/photo/removal", by_method(post=signed_in(photo.drop_photo)), name="profile-photo-removal"),
    path("people/photos/<slug:key>", by_method(get=signed_in(photo.show_photo)), name="person-photo"),
    path("profile/password", by_method(post=signed_in(profile.change_own_password)), name="profile-password"),
    *(
        path(f"profile/{address}/removal", by_method(post=signed_in(view)), name=f"{name}-removal")
        for address, view, name in (
            ("access", access.end_everything_else, "access"),
            ("sessions/<int:key>", access.end_own_session, "session"),
            ("tokens/<int:key>", access.end_own_token, "token"),
        )
    ),
    *(
        path(f"profile/{address}", by_method(get=signed_in(view), post=signed_in(view)), name=name)
        for address, view, name in (
            ("app", security.app, "profile-app"),
            ("passkeys/new", security.new_passkey, "profile-passkey"),
            ("factors/<int:key>/removal", security.remove, "profile-factor-removal"),
            ("recovery-codes", security.recovery_codes, "profile-recovery-codes"),
        )
    ),
    path("sign-in/forgotten", by_method(get=password_link.forgotten, post=password_link.forgotten), name="forgotten"),
    path("welcome/<str:secret>", by_method(get=password_link.welcome, post=password_link.welcome), name="welcome"),
    *(
        path(f"people/<int:key>/{address}", by_method(post=_keep_people(view)), name=f"people-{name}")
        for address, view, name in (
            ("invitation", password_link.send_invitation, "invitation"),
            ("link", password_link.hand_out_link, "link"),
            ("factors/removal", password_link.drop_second_step, "factors-removal"),
            ("access/removal", access.end_everything_of, "access-removal"),
            ("sessions/<int:session>/removal", access.end_session_of, "session-removal"),
            ("tokens/<int:token>/removal", access.end_token_of, "token-removal"),
        )
    ),
    path("start", start, name="start"),
    path("demo/sign-in", demo_sign_in, name="demo-sign-in"),
]
