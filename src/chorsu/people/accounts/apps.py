from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in, roles that hold for a subtree, tokens."""

    name = "chorsu.people.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
