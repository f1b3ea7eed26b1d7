from django.apps import AppConfig


class ReaderConfig(AppConfig):
    """Reading in the browser."""

    name = "chorsu.discovery.reader"
    label = "reader"
    default_auto_field = "django.db.models.BigAutoField"
