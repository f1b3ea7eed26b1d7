from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Wires the house: commands that concern all rooms live here."""

    name = "chorsu.site"
    label = "site"

    def ready(self) -> None:
        from chorsu.site.wiring import wire

        wire()
