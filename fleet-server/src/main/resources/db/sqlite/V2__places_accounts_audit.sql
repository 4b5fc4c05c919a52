-- Numbers of places and accounts are never used again (AUTOINCREMENT): the audit log names them for ever.

CREATE TABLE place (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    parent  INTEGER REFERENCES place (id),
    kind    TEXT    NOT NULL,                 -- collectivite, circonscription, school, room
    name    TEXT    NOT NULL,
    uai     TEXT    UNIQUE,                   -- of schools
    path    TEXT    NOT NULL UNIQUE,          -- numbers from the top down to this one: /1/4/9/
    contact TEXT    NOT NULL DEFAULT '',      -- who to call; empty when unknown, likewise the two below
    phone   TEXT    NOT NULL DEFAULT '',
    email   TEXT    NOT NULL DEFAULT '',
    search  TEXT    NOT NULL                  -- name and code without accents and capitals, for searches
);

CREATE INDEX place_by_parent ON place (parent, name COLLATE NOCASE);
CREATE INDEX place_by_kind ON place (kind, name COLLATE NOCASE);

ALTER TABLE machine ADD COLUMN place INTEGER REFERENCES place (id);  -- null: not placed yet
CREATE INDEX machine_by_place ON machine (place);

CREATE TABLE account (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL UNIQUE COLLATE NOCASE,
    email      TEXT    UNIQUE COLLATE NOCASE,
    role       TEXT    NOT NULL,              -- administrator, technician, school, officer
    everything INTEGER NOT NULL,              -- 1: sees all there is; 0: the places of account_place
    built_in   INTEGER NOT NULL DEFAULT 0,    -- 1: the one that the first sign-in link of a server opens
    password   TEXT,                          -- PHC string; null: there is none
    totp       TEXT,                          -- secret in Base32; null: there is none
    totp_step  INTEGER NOT NULL DEFAULT 0,    -- the step of the newest code that was used
    issuer     TEXT,                          -- OpenID Connect: who vouches for the person, under which number
    subject    TEXT,
    created    INTEGER NOT NULL,
    disabled   INTEGER                        -- since when; null: it is not
);

CREATE UNIQUE INDEX account_by_subject ON account (issuer, subject);
CREATE UNIQUE INDEX account_built_in ON account (built_in) WHERE built_in = 1;

CREATE TABLE account_place (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    place   INTEGER NOT NULL REFERENCES place (id),
    PRIMARY KEY (account, place)
) WITHOUT ROWID;

CREATE INDEX account_by_place ON account_place (place);

CREATE TABLE recovery_code (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    hash    TEXT    NOT NULL,
    PRIMARY KEY (account, hash)
) WITHOUT ROWID;

-- Links on which a person chooses a password: the first one of an account that was invited, or another one.
CREATE TABLE invitation (
    hash    TEXT    PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires INTEGER NOT NULL
);

-- Sessions and links of before belong to nobody.
DROP TABLE session;
DROP TABLE sign_in_link;
DROP TABLE api_token;

CREATE TABLE session (
    hash      TEXT    PRIMARY KEY,
    account   INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created   INTEGER NOT NULL,
    last_used INTEGER NOT NULL,
    expires   INTEGER NOT NULL,
    browser   TEXT    NOT NULL                -- the family and no more: Firefox, Chrome …; empty when unknown
);

CREATE INDEX session_by_account ON session (account);

CREATE TABLE sign_in_link (
    hash    TEXT    PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires INTEGER NOT NULL
);

CREATE TABLE api_token (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    hash      TEXT    NOT NULL UNIQUE,
    account   INTEGER REFERENCES account (id) ON DELETE CASCADE,  -- whose it is; null: the server's own
    place     INTEGER REFERENCES place (id),  -- what it sees of what its account sees; null: all of it
    name      TEXT    NOT NULL,
    created   INTEGER NOT NULL,
    expires   INTEGER,                        -- null: never
    last_used INTEGER
);

CREATE UNIQUE INDEX api_token_of_server ON api_token (name) WHERE account IS NULL;
CREATE UNIQUE INDEX api_token_of_account ON api_token (account, name) WHERE account IS NOT NULL;
CREATE INDEX api_token_by_place ON api_token (place);

-- Who did what to what, when. No foreign keys: what is named here may be gone.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    account INTEGER,                          -- who; null: nobody with an account
    actor   TEXT    NOT NULL,                 -- his name then
    via     TEXT    NOT NULL,                 -- session, token, cli, server
    action  TEXT    NOT NULL,
    kind    TEXT    NOT NULL,                 -- machine, place, account, server
    machine INTEGER,                          -- the one of these three that it was done to
    subject_place   INTEGER,
    subject_account INTEGER,
    subject TEXT    NOT NULL,                 -- its name then
    place   INTEGER,                          -- where: who sees this place sees the entry; null: only who sees everything
    details TEXT    NOT NULL                  -- JSON object of texts
);

CREATE INDEX audit_by_machine ON audit (machine, id) WHERE machine IS NOT NULL;
CREATE INDEX audit_by_place ON audit (place, id);
CREATE INDEX audit_by_action ON audit (action, id);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
