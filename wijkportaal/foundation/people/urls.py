"""The way in and one's own account. The views are allauth's, or stand on them, under its names; the paths are ours."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import include, path

from wijkportaal.foundation.people import views
from wijkportaal.foundation.people.access import public

profile = [path("profiel", views.profile, name="profile")]

account_patterns = [
    path("inloggen", account.login, name="account_login"),
    path("inloggen/code", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/bevestigen", account.confirm_login_code, name="account_confirm_login_code"),
    path("uitloggen", account.logout, name="account_logout"),
    path("gesloten", account.account_inactive, name="account_inactive"),
    path("aanmaken", account.signup, name="account_signup"),
    path("bevestigen", account.email_verification_sent, name="account_email_verification_sent"),
    path("nog-eens-inloggen", account.reauthenticate, name="account_reauthenticate"),
    path("e-mailadres", account.email, name="account_email"),
    path("wachtwoord", account.password_change, name="account_change_password"),
    path("wachtwoord/kiezen", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten", account.password_reset, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/code",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("wachtwoord/nieuw", account.complete_password_reset, name="account_complete_password_reset"),
    path("wachtwoord/klaar", account.password_reset_from_key_done, name="account_password_reset_completed"),
]

second_step_patterns = [
    path("", mfa.index, name="mfa_index"),
    path("/code", mfa.authenticate, name="mfa_authenticate"),
    path("/nog-eens", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("/app", views.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("/app/uit", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("/herstelcodes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("/herstelcodes/nieuw", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("/herstelcodes/bestand", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("/passkeys", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("/passkeys/nieuw", views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("/passkeys/<int:pk>", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("/passkeys/<int:pk>/verwijderen", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("/passkeys/inloggen", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("/passkeys/nog-eens", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]

provider_patterns = [
    path("mislukt", public(social.login_error), name="socialaccount_login_error"),
    path("afgebroken", public(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("aanmaken", social.signup, name="socialaccount_signup"),
    path("koppelingen", social.connections, name="socialaccount_connections"),
]

# These two stand in the gemeente's registration with its provider: the form that Dutch guides expect.
openid_patterns = [
    path("<slug:provider_id>/login/", views.to_provider, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", views.from_provider, name="openid_connect_callback"),
]

urlpatterns = [
    path("account/", include((profile, "people"))),
    path("account/", include(account_patterns)),
    path("account/tweede-stap", include(second_step_patterns)),
    path("account/werkaccount/", include(provider_patterns)),
    path("accounts/oidc/", include(openid_patterns)),
]
