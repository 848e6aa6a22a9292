from django.apps import AppConfig


class AturanConfig(AppConfig):
    """Trying the rules and calculators; the top layer, may read every app."""

    name = "sitamu.aturan"
    label = "aturan"
    verbose_name = "Aturan"
