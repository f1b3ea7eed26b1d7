from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Which records are one edition, which editions one work."""

    name = "chorsu.catalogue.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"
