"""The diary as a Django app."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """Tells Django where the tables are."""

    name = "supine.diary"
    label = "diary"
    default_auto_field = "django.db.models.BigAutoField"
