from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    """Agents and subjects under all their names."""

    name = "chorsu.catalogue.authorities"
    label = "authorities"
    default_auto_field = "django.db.models.BigAutoField"
