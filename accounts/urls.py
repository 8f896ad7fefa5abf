"""Addresses of sign-in and profile."""

from django.urls import path

from accounts.views import gate, profile

app_name = "accounts"
urlpatterns = [
    path("sign-in/", gate.sign_in_page, name="sign-in"),
    path("sign-out/", gate.sign_out, name="sign-out"),
    path("prove/", gate.prove_page, name="prove"),
    path("profile/", profile.profile, name="profile"),
    path("profile/grants/", profile.profile_grants, name="profile-grants"),
    path("profile/tokens/", profile.profile_tokens, name="profile-tokens"),
    path("profile/tokens/<uuid:pk>/revoke/", profile.profile_token_revoke, name="profile-token-revoke"),
    path("profile/acts/", profile.profile_acts, name="profile-acts"),
    path("profile/password/", profile.profile_password, name="profile-password"),
]
