"""Django's admin cut down to reference tables: read and add; dated rows are never edited.

Whoever holds REFERENSI_EDIT over the root unit may open it; log-in and second factor are the
portal's own. Nothing is deleted here.
"""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from sitamu.inti.errors import NotAllowedError
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted

KEPT = {"index", "app_list", "jsi18n"}


class AcuanSite(admin.AdminSite):
    """The pages needed for reference tables and no other."""

    site_header = "SiTAMU: data acuan"
    site_title = "Data acuan"
    index_title = "Tabel acuan"
    site_url = "/"
    final_catch_all_view = False
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """REFERENSI_EDIT over the root: the tables hold for the whole kabupaten."""
        if not request.user.is_authenticated:
            return False
        units = units_granted(request.user, Hak.REFERENSI_EDIT, on=timezone.localdate())
        return units.filter(induk__isnull=True).exists()

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only our reference tables: the pages that libraries bring along stay closed."""
        if admin_class is not None and issubclass(admin_class, AcuanAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        """403 instead of Django's own log-in page."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise NotAllowedError
            response: HttpResponse = inner(request, *args, **kwargs)
            return response

        return checked

    def get_urls(self) -> list[Any]:
        return [u for u in super().get_urls() if isinstance(u, URLResolver) or u.name in KEPT]


class AcuanAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A table that is read and added to. `ubah`: fields that may still be changed later."""

    ubah: tuple[str, ...] = ()
    actions = None
    list_per_page = 50
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        urls = super().get_urls()
        return [u for u in urls if u.name and not u.name.endswith("_delete")]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        return bool(self.ubah) and self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """After a row is there, only `ubah` may change."""
        if obj is None:
            return super().get_readonly_fields(request, obj)
        return [f.name for f in self.opts.fields if f.editable and f.name not in self.ubah]
