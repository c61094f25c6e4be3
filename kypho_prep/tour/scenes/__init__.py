"""The scenes of the tour, each a part of a clinic's week."""
