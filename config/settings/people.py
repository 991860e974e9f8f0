"""How people come in: allauth is the only door."""

from environs import Env

env = Env()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RoleBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": "accounts.validators.BreachedPasswordValidator"},
    {"NAME": "accounts.validators.LocalWordsValidator"},
    {"NAME": "accounts.validators.MaximumLengthValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
PASSWORD_RESET_TIMEOUT = 24 * 3600
# A whole school signs in from one address; one account is what we guard.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/10m/key",
    "reset_password": "20/m/ip,3/10m/key",
    # Each wish mails somebody.
    "change_email": "5/h/user",
    # A staff room joins within an hour, from one address.
    "join_code": "60/m/ip",
    "join_ask": "80/h/ip",
    # What pages count by themselves: of one person, or of one address of guests.
    "count_use": "240/h/key",
    "count_search": "240/h/key",
    # A reader of feeds asks a few times an hour; many sit behind one address.
    "search_feed": "120/m/ip",
    "saved_feed": "30/h/key",
}
_FORMS = "accounts.forms.sign_in"
_PASSKEYS = "accounts.forms.passkeys"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "request_login_code": f"{_FORMS}.RequestCodeForm",
    "confirm_login_code": f"{_FORMS}.ConfirmCodeForm",
    "reset_password": f"{_FORMS}.ResetForm",
    "reset_password_from_key": f"{_FORMS}.ResetByLinkForm",
    "set_password": f"{_FORMS}.SetForm",
    "change_password": f"{_FORMS}.ChangeForm",
    "reauthenticate": f"{_FORMS}.ProveByPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# There is nothing to guess, and a whole school has one address.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_TOTP_ISSUER = "Gminny Bank Wiedzy"
MFA_FORMS = {
    "authenticate": f"{_FORMS}.SecondStepForm",
    "reauthenticate": f"{_FORMS}.ProveByCodeForm",
    "activate_totp": f"{_FORMS}.SwitchOnForm",
    "add_webauthn": f"{_PASSKEYS}.AddPasskeyForm",
    "authenticate_webauthn": f"{_PASSKEYS}.SecondStepByPasskeyForm",
    "edit_webauthn": f"{_PASSKEYS}.RenamePasskeyForm",
    "login_webauthn": f"{_PASSKEYS}.SignInByPasskeyForm",
    "reauthenticate_webauthn": f"{_PASSKEYS}.ProveByPasskeyForm",
}

# `accounts.middleware.SessionLifetime` ends sessions sooner; this only ends cookies.
SESSION_COOKIE_AGE = 30 * 24 * 3600

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "consolemail://")
vars().update({k: v for k, v in EMAIL_CONFIG.items() if k != "EMAIL_FILE_PATH"})
# A silent mail server must not hold the mail lane for ever.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = env.str("MAIL_FROM", "Bank Wiedzy <bank@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
