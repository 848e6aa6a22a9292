from django.apps import AppConfig


class IntiConfig(AppConfig):
    name = "sitamu.inti"
    label = "inti"
    verbose_name = "Inti"
