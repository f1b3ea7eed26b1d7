from django.apps import AppConfig


class PreservationConfig(AppConfig):
    """Masters in OCFL, fixity, rebuild."""

    name = "chorsu.archive.preservation"
    label = "preservation"
    default_auto_field = "django.db.models.BigAutoField"
