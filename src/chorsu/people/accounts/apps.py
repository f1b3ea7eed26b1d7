from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in, roles that hold for a subtree, tokens."""

    name = "chorsu.people.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from chorsu.people.libraries.queries.cache import policy_changed

        def changed(**_kwargs) -> None:
            policy_changed()

        for signal in (post_save, post_delete):
            signal.connect(changed, sender=self.get_model("OnSiteNetwork"), weak=False, dispatch_uid="on-site-networks")
