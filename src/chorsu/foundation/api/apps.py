from django.apps import AppConfig


class ApiConfig(AppConfig):
    """One shape for every JSON door."""

    name = "chorsu.foundation.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
