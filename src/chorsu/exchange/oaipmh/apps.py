from django.apps import AppConfig


class OaipmhConfig(AppConfig):
    """The OAI-PMH door."""

    name = "chorsu.exchange.oaipmh"
    label = "oaipmh"
    default_auto_field = "django.db.models.BigAutoField"
