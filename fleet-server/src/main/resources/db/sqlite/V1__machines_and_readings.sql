-- Times are milliseconds since 1970, UTC.

CREATE TABLE machine (
    id            INTEGER PRIMARY KEY,
    device        TEXT    NOT NULL UNIQUE,
    first_seen    INTEGER NOT NULL,
    last_seen     INTEGER NOT NULL,
    presence      TEXT    NOT NULL,           -- online, offline, lost
    presence_at   INTEGER NOT NULL,
    agent_version TEXT,
    boot_id       TEXT,
    health        TEXT    NOT NULL,           -- ok, watch, down: the worst finding
    health_since  INTEGER NOT NULL,
    host_name     TEXT,                       -- the five below repeat readings, for lists and search
    manufacturer  TEXT,
    model         TEXT,
    serial_number TEXT,
    type          TEXT,
    search        TEXT    NOT NULL            -- lower-case text a search looks into
);

CREATE INDEX machine_by_status ON machine (presence, health, presence_at);
CREATE INDEX machine_by_name ON machine (host_name COLLATE NOCASE);
CREATE INDEX machine_by_serial_number ON machine (serial_number COLLATE NOCASE);

-- One row a pack, as it came. origin is the sender's pack number, or minus the pack's time when it gives none:
-- it makes a repeated delivery recognisable even when the machine has no clock.
CREATE TABLE pack (
    machine  INTEGER NOT NULL REFERENCES machine (id),
    at       INTEGER NOT NULL,
    origin   INTEGER NOT NULL,
    received INTEGER NOT NULL,
    body     BLOB    NOT NULL,                -- SenML-CBOR, times relative to at
    PRIMARY KEY (machine, at, origin)
) WITHOUT ROWID;

CREATE UNIQUE INDEX pack_once ON pack (machine, origin);

-- The newest value of every reading of a machine, itself a SenML-CBOR pack: one row to write per pack, one to read per page.
CREATE TABLE latest (
    machine INTEGER PRIMARY KEY REFERENCES machine (id),
    body    BLOB NOT NULL
);

CREATE TABLE rollup_hour (
    machine  INTEGER NOT NULL REFERENCES machine (id),
    key      TEXT    NOT NULL,
    instance INTEGER NOT NULL,
    at       INTEGER NOT NULL,                -- start of the hour
    n        INTEGER NOT NULL,
    sum      REAL    NOT NULL,
    min      REAL    NOT NULL,
    max      REAL    NOT NULL,
    last     REAL    NOT NULL,
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (machine, key, instance, at)
) WITHOUT ROWID;

CREATE TABLE rollup_day (
    machine  INTEGER NOT NULL REFERENCES machine (id),
    key      TEXT    NOT NULL,
    instance INTEGER NOT NULL,
    at       INTEGER NOT NULL,                -- start of the day, UTC
    n        INTEGER NOT NULL,
    sum      REAL    NOT NULL,
    min      REAL    NOT NULL,
    max      REAL    NOT NULL,
    last     REAL    NOT NULL,
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (machine, key, instance, at)
) WITHOUT ROWID;

CREATE TABLE finding (
    machine  INTEGER NOT NULL REFERENCES machine (id),
    rule     TEXT    NOT NULL,
    instance INTEGER NOT NULL,
    severity TEXT    NOT NULL,                -- watch, down
    key      TEXT    NOT NULL,                -- the reading that gave it away, in the same instance
    name     TEXT    NOT NULL,                -- name of the disk, volume, sensor …; empty for the whole machine
    value    TEXT    NOT NULL,                -- of that reading
    since    INTEGER NOT NULL,
    PRIMARY KEY (machine, rule, instance)
) WITHOUT ROWID;

CREATE INDEX finding_by_cause ON finding (severity, rule, since);

CREATE TABLE command (
    id         TEXT    PRIMARY KEY,
    machine    INTEGER NOT NULL REFERENCES machine (id),
    body       BLOB    NOT NULL,
    created    INTEGER NOT NULL,
    not_after  INTEGER NOT NULL,
    sent       INTEGER,
    answered   INTEGER,
    status     TEXT,                          -- done, refused, failed
    message    TEXT
);

CREATE INDEX command_waiting ON command (machine) WHERE answered IS NULL;

CREATE TABLE sign_in_link (
    hash    TEXT    PRIMARY KEY,
    expires INTEGER NOT NULL
);

CREATE TABLE session (
    hash    TEXT    PRIMARY KEY,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
);

CREATE TABLE api_token (
    hash    TEXT    PRIMARY KEY,
    name    TEXT    NOT NULL UNIQUE,
    created INTEGER NOT NULL
);

-- Messages that broke the intake itself, kept so that nothing acknowledged is lost.
CREATE TABLE quarantine (
    id       INTEGER PRIMARY KEY,
    topic    TEXT    NOT NULL,
    content  TEXT    NOT NULL,
    payload  BLOB    NOT NULL,
    error    TEXT    NOT NULL,
    received INTEGER NOT NULL
);
