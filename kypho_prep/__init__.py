"""kypho-prep: a patient gets ready for kyphoplasty at a kiosk, a nurse reviews and signs off."""

__version__ = "0.1.0"
