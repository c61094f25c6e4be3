"""Hands that drive the real windows: a patient's and a nurse's."""
