from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Books of the week and reading marathons."""

    name = "chorsu.engagement.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
