from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class SitamuConfig(AppConfig):
    """Wiring that must be loaded in every process: the Celery app, receivers of signals."""

    name = "sitamu"
    default = True

    def ready(self) -> None:
        import sitamu.celery  # noqa: PLC0415
        import sitamu.signals  # noqa: PLC0415, F401


class AcuanConfig(admin_apps.AdminConfig):
    """Django's admin, for reference tables only."""

    default = False
    default_site = "sitamu.inti.acuan.AcuanSite"
