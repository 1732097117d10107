"""The tables of a result file, as SQLAlchemy and any database browser see them.

experiment    what was asked, versions, base seed, seconds: one row a key, the value as JSON
points        one row a scenario: label, values, changes, fingerprint
replications  one row a replication: seed, state, digest, seconds, failure, how to repeat it
measures      one row a final measure of a replication
hourly        the same for each virtual hour, where that was asked for
"""

from sqlalchemy import Column, Float, Integer, MetaData, String, Table

METADATA = MetaData()

EXPERIMENT = Table(
    "experiment",
    METADATA,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
POINTS = Table(
    "points",
    METADATA,
    Column("point", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Column("source", String, nullable=False),
    Column("changes", String, nullable=False),
    Column("values", String, nullable=False),
    Column("fingerprint", String, nullable=False),
)
REPLICATIONS = Table(
    "replications",
    METADATA,
    Column("point", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("seed", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("events", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("failure", String, nullable=False),
    Column("command", String, nullable=False),
)
MEASURES = Table(
    "measures",
    METADATA,
    Column("point", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", Float),
)
HOURLY = Table(
    "hourly",
    METADATA,
    Column("point", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("hour", Float, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", Float),
)
