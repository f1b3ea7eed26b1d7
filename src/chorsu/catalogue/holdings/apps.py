from django.apps import AppConfig


class HoldingsConfig(AppConfig):
    """Who holds what: holdings and items with their several states."""

    name = "chorsu.catalogue.holdings"
    label = "holdings"
    default_auto_field = "django.db.models.BigAutoField"
