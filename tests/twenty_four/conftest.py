"""The clinic of the workflow's tests, in which the 24 patients are played."""

from tests.workflow.conftest import clinics, folders, made, ward

__all__ = ["clinics", "folders", "made", "ward"]
