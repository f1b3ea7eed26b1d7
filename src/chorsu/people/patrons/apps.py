from django.apps import AppConfig


class PatronsConfig(AppConfig):
    """Readers, their cards and categories."""

    name = "chorsu.people.patrons"
    label = "patrons"
    default_auto_field = "django.db.models.BigAutoField"
