"""Accounts, the roles they hold in the tree, tokens for programs, and the networks of reading rooms."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from chorsu.people.libraries.models import Organisation


class Role(models.TextChoices):
    """What somebody does at an organisation; `rules.RIGHTS` says what each role may do."""

    READER = "reader", _("Reader")
    DESK = "desk", _("Desk librarian")
    CATALOGUER = "cataloguer", _("Cataloguer")
    ARCHIVIST = "archivist", _("Archivist")
    MANAGER = "manager", _("Manager")
    NETWORK_ADMINISTRATOR = "network-administrator", _("Network administrator")


class Account(AbstractUser):
    """Somebody who can sign in. `language` is the interface language chosen, empty for the browser's."""

    language = models.CharField(max_length=10, blank=True, default="")

    class Meta(AbstractUser.Meta):
        indexes = [models.Index(fields=["email"], name="account_email")]

    @property
    def name(self) -> str:
        """The full name, else the name to sign in with."""
        return self.get_full_name() or self.username


class Membership(models.Model):
    """A role at an organisation; its rights hold there and in everything under it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    granted_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    granted = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["organisation__path", "role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "organisation", "role"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}:{self.role}@{self.organisation_id}"


class AppToken(models.Model):
    """A secret with which a program acts for an account; only its digest is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    last_used = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.prefix


class OnSiteNetwork(models.Model):
    """Internet addresses from which a visitor counts as being in the reading room of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="on_site_networks")
    cidr = models.CharField(max_length=50)
    note = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["cidr"]
        constraints = [models.UniqueConstraint(fields=["organisation", "cidr"], name="on_site_network_once")]

    def __str__(self) -> str:
        return self.cidr
