"""Every address of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("hezhong.web.accounts.urls")),
    path("desk/", include("hezhong.web.desk.urls")),
    path("", include("hezhong.web.public.urls")),
]

handler400 = "hezhong.web.errors.bad_request"
handler403 = "hezhong.web.errors.forbidden"
handler404 = "hezhong.web.errors.not_found"
handler500 = "hezhong.web.errors.broken"
