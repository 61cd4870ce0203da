"""The doors: in and out. The names are those that django-allauth asks for."""

from django.urls import path

from fieldwork.people.views.second_step import passkey, second_step
from fieldwork.people.views.sign_in import sign_in, sign_out

urlpatterns = [
    path("sign-in", sign_in, name="account_login"),
    path("sign-in/code", second_step, name="mfa_authenticate"),
    path("sign-in/passkey", passkey, name="mfa_login_webauthn"),
    path("sign-out", sign_out, name="account_logout"),
]
