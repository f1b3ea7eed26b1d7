from django.apps import AppConfig


class OpdsConfig(AppConfig):
    """The OPDS doors: catalogues for reading apps, in JSON and in Atom."""

    name = "chorsu.exchange.opds"
    label = "opds"
    default_auto_field = "django.db.models.BigAutoField"
