-- 1: lost since a restart of the server, which knows nothing of what happened while it was down.
ALTER TABLE machine ADD COLUMN presence_guessed INTEGER NOT NULL DEFAULT 0;
-- Lost when it should not be, as the last sweep judged: since when; null: it is not.
ALTER TABLE machine ADD COLUMN silent_since INTEGER;
-- When its newest pack came; 0: none has since this column is there.
ALTER TABLE machine ADD COLUMN reported_at INTEGER NOT NULL DEFAULT 0;

-- One cause of trouble, from the moment the data showed it until they no longer do. Never deleted.
CREATE TABLE incident (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    cause      TEXT    NOT NULL,              -- name of what was found, the key of its words
    severity   TEXT    NOT NULL,              -- watch, down: the worst it was
    machine    INTEGER REFERENCES machine (id), -- whose trouble it is; null: that of the place
    place      INTEGER REFERENCES place (id) ON DELETE SET NULL, -- school or room of the trouble; null: of a machine, or the place is gone
    state      TEXT    NOT NULL,              -- open, acknowledged, suppressed, resolved
    opened     INTEGER NOT NULL,
    begun      INTEGER NOT NULL,              -- when it was opened last: it may have been over in between
    changed    INTEGER NOT NULL,              -- since when it is in this state
    until      INTEGER,                       -- end of suppressed; kept while resolved
    owner      INTEGER,                       -- account that took it on; null: nobody
    resolved   INTEGER,                       -- null: not yet
    ended_by   TEXT                           -- data, person; null while it is not resolved
);

CREATE INDEX incident_open ON incident (severity, opened) WHERE resolved IS NULL;
CREATE INDEX incident_by_machine ON incident (machine, opened);
CREATE INDEX incident_by_place ON incident (place, opened);
CREATE INDEX incident_by_end ON incident (resolved) WHERE resolved IS NOT NULL;

-- Which machines it concerns, from when to when; instance 0 of the machine as a whole.
CREATE TABLE incident_machine (
    incident INTEGER NOT NULL REFERENCES incident (id),
    machine  INTEGER NOT NULL REFERENCES machine (id),
    instance INTEGER NOT NULL,
    since    INTEGER NOT NULL,
    gone     INTEGER,                         -- when the data no longer showed it; null: they still do
    part     TEXT    NOT NULL DEFAULT '',     -- model of the part that fails, where one does: of the disk
    PRIMARY KEY (incident, machine, instance, since)
) WITHOUT ROWID;

CREATE INDEX incident_machine_by_machine ON incident_machine (machine, since);
CREATE INDEX incident_machine_here ON incident_machine (machine, instance) WHERE gone IS NULL;
CREATE INDEX incident_machine_by_part ON incident_machine (part, since) WHERE part <> '';

CREATE TABLE incident_log (
    id       INTEGER PRIMARY KEY,
    incident INTEGER NOT NULL REFERENCES incident (id),
    at       INTEGER NOT NULL,
    what     TEXT    NOT NULL,                -- opened, worse, acknowledged, suppressed, woken, reopened, resolved, closed, note, ticket
    account  INTEGER,                         -- who; null: the data
    detail   TEXT    NOT NULL DEFAULT ''      -- words a person wrote, the end of a rest, the number of a ticket
);

CREATE INDEX incident_log_by_incident ON incident_log (incident, id);

-- On which days of class a school was heard of, and from what minute of its day on: what is usual there.
CREATE TABLE school_heard (
    school INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    day    TEXT    NOT NULL,
    minute INTEGER NOT NULL,
    PRIMARY KEY (school, day)
) WITHOUT ROWID;

-- Since when the server has had which version.
CREATE TABLE server_version (
    version TEXT    PRIMARY KEY,
    since   INTEGER NOT NULL
);
