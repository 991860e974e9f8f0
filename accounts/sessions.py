"""What a session of Django's keeps for us, by name."""

# When it began, in seconds; set by `accounts.middleware.SessionLifetime`.
SIGNED_IN_AT = "signed_in_at"
# The key of its row of `accounts.models.SignIn`, and the session's key noted there.
SIGN_IN = "sign_in"
NOTED_KEY = "noted_key"
