"""Every address: each room's own pages at the root, each room's API router under /api/v1/."""

from django.urls import include, path

from chorsu.site.wiring import modules_named

urlpatterns = [path("", include(module)) for module in modules_named("urls")]

handler400 = "chorsu.foundation.ui.pages.bad_request"
handler403 = "chorsu.foundation.ui.pages.forbidden"
handler404 = "chorsu.foundation.ui.pages.not_found"
handler500 = "chorsu.foundation.ui.pages.server_error"
