"""The tables of the clinic itself: who works here, its settings, and its stations, the machines that work on it."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

from kypho_prep.records.columns import Day, Json, Moment, partial_index

metadata = MetaData()

staff = Table(
    "staff",
    metadata,
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String, nullable=False),
    Column("password_hash", String, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("waits_from", Moment),
    Column("waits_until", Moment),
    Column("disabled_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("week_misses", Integer, nullable=False),
    Column("week_from", Moment),
    Column("pin_hash", String),
)

# The wrong codes of a week by the date of birth that was typed with them, of a patient's or of nobody's.
date_miss = Table(
    "date_miss",
    metadata,
    Column("born", Day, primary_key=True),
    Column("misses", Integer, nullable=False),
    Column("week_from", Moment, nullable=False),
)

setting = Table("setting", metadata, Column("key", String, primary_key=True), Column("value", Json, nullable=False))

# `seen_at` is a lease: while it is fresh, the patients who sit at the station are its own. `login` is the station's own
# at the clinic's server, `revoked_at` when it was taken from it; a machine alone has one row and neither.
station = Table(
    "station",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("login", String, unique=True),
    Column("added_at", Moment, nullable=False),
    Column("seen_at", Moment),
    Column("revoked_at", Moment),
    # What a board and a patient read names one machine; the name of a revoked one may be given again.
    partial_index("station_name", "name", "revoked_at IS NULL", unique=True),
)
