"""One opened visit: what review and day's page share."""
