from django.apps import AppConfig


class LibrariesConfig(AppConfig):
    """The tree of organisations, their settings, hours and modules."""

    name = "chorsu.people.libraries"
    label = "libraries"
    default_auto_field = "django.db.models.BigAutoField"
