from django.apps import AppConfig


class ExportConfig(AppConfig):
    """Records out, byte for byte as they came."""

    name = "chorsu.exchange.export"
    label = "export"
    default_auto_field = "django.db.models.BigAutoField"
