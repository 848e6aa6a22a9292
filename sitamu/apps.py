from django.apps import AppConfig


class SitamuConfig(AppConfig):
    """Wiring that must be loaded in every process: the Celery app."""

    name = "sitamu"

    def ready(self) -> None:
        import sitamu.celery  # noqa: PLC0415, F401
