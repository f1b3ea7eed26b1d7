from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work on the database queue."""

    name = "chorsu.foundation.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
