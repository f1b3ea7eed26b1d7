from django.apps import AppConfig


class SruConfig(AppConfig):
    """The SRU door: catalogues and search programs ask in CQL."""

    name = "chorsu.exchange.sru"
    label = "sru"
    default_auto_field = "django.db.models.BigAutoField"
