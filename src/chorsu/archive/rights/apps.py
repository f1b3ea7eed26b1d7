from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The one gate: who may do what with an object."""

    name = "chorsu.archive.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"
