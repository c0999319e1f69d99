"""Every address of the product."""

from django.urls import include, path

from hezhong.app import health
from hezhong.web.api.door import api

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("hezhong.web.accounts.urls")),
    path("desk/", include("hezhong.web.desk.urls")),
    path("wall/", include("hezhong.web.desk.wall_urls")),
    path("employer/", include("hezhong.web.employer.urls")),
    path("bank/", include("hezhong.web.bank.urls")),
    path("api/", api.urls),
    path("", include("hezhong.web.public.urls")),
]

handler400 = "hezhong.web.errors.bad_request"
handler403 = "hezhong.web.errors.forbidden"
handler404 = "hezhong.web.errors.not_found"
handler500 = "hezhong.web.errors.broken"
