from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Source records kept verbatim and the editions derived from them."""

    name = "chorsu.catalogue.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
