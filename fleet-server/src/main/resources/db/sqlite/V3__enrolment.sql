-- A code that lets machines join. The code itself is not here: lookup and proof_key come from it and do not lead back.
CREATE TABLE enrolment_code (
    id         INTEGER PRIMARY KEY,
    lookup     TEXT    NOT NULL UNIQUE,
    proof_key  BLOB    NOT NULL,
    place      INTEGER REFERENCES place (id), -- where machines that join with it stand; null when that is not said
    created    INTEGER NOT NULL,
    created_by TEXT    NOT NULL,
    expires    INTEGER NOT NULL,
    most       INTEGER NOT NULL,              -- how many machines may join with it
    used       INTEGER NOT NULL DEFAULT 0,
    automatic  INTEGER NOT NULL,              -- 1: nobody has to approve
    cancelled  INTEGER
);

CREATE TABLE enrolment_request (
    id            INTEGER PRIMARY KEY,
    code          INTEGER REFERENCES enrolment_code (id), -- null when it came with a certificate instead
    key           TEXT    NOT NULL UNIQUE,    -- SHA-256 of the public key
    place         INTEGER REFERENCES place (id),
    host_name     TEXT    NOT NULL,           -- this and the next three as the machine says, empty when unknown
    manufacturer  TEXT    NOT NULL,
    model         TEXT    NOT NULL,
    serial_number TEXT    NOT NULL,
    hardware      TEXT    NOT NULL,           -- names, with spaces between them
    likeness      TEXT    NOT NULL,           -- new, again, clone, doubtful
    resembles     INTEGER REFERENCES machine (id),
    state         TEXT    NOT NULL,           -- waiting, approved, refused
    machine       INTEGER REFERENCES machine (id),
    seen          INTEGER NOT NULL,
    decided       INTEGER
);

CREATE INDEX enrolment_waiting ON enrolment_request (seen) WHERE state = 'waiting';

CREATE TABLE certificate (
    serial    TEXT    PRIMARY KEY,            -- hexadecimal
    machine   INTEGER NOT NULL REFERENCES machine (id),
    key       TEXT    NOT NULL,               -- SHA-256 of its public key
    authority INTEGER NOT NULL,               -- number of the authority that signed it
    issued    INTEGER NOT NULL,
    expires   INTEGER NOT NULL,
    revoked   INTEGER
) WITHOUT ROWID;

CREATE INDEX certificate_by_machine ON certificate (machine, issued);

-- Digests of the numbers a machine's parts carry.
CREATE TABLE hardware (
    name    TEXT    NOT NULL,
    machine INTEGER NOT NULL REFERENCES machine (id),
    PRIMARY KEY (name, machine)
) WITHOUT ROWID;

CREATE INDEX hardware_by_machine ON hardware (machine);

ALTER TABLE machine ADD COLUMN enrolled INTEGER;
ALTER TABLE machine ADD COLUMN revoked INTEGER;
ALTER TABLE machine ADD COLUMN clone_of INTEGER REFERENCES machine (id);
