from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search over print, digital and page text."""

    name = "chorsu.discovery.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
