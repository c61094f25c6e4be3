"""The clinic of the workflow's tests, in which the 24 patients are played."""

from tests.workflow.conftest import folders, made_once, states, ward

__all__ = ["folders", "made_once", "states", "ward"]
