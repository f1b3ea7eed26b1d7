from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look: design system, shells, menus, covers."""

    name = "chorsu.foundation.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chorsu.foundation.ui.languages import teach_django

        teach_django()
