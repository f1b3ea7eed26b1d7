from django.apps import AppConfig


class LibrariesConfig(AppConfig):
    """The tree of organisations, their settings, hours and modules."""

    name = "chorsu.people.libraries"
    label = "libraries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from chorsu.people.libraries.queries.cache import policy_changed

        def changed(**_kwargs) -> None:
            policy_changed()

        # However a row is written, by action, loader or test, the memory of every process learns of it.
        for name in ("Organisation", "SettingValue", "ModuleSwitch", "OpeningHours", "Closure"):
            for signal in (post_save, post_delete):
                signal.connect(changed, sender=self.get_model(name), weak=False, dispatch_uid=f"policy-{name}")
