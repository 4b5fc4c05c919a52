-- What somebody has to do about trouble. Its number is what people say; it is never used again.
CREATE TABLE ticket (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    cause    TEXT    NOT NULL,                -- of an incident, or what was chosen on a form: the key of its words
    subject  TEXT    NOT NULL DEFAULT '',     -- what a person wrote; empty when nothing
    machine  INTEGER REFERENCES machine (id), -- null: the place as a whole
    place    INTEGER REFERENCES place (id),   -- where: who sees this place sees the ticket; null: only who sees everything
    incident INTEGER REFERENCES incident (id),
    origin   TEXT    NOT NULL,                -- incident, help, person
    state    TEXT    NOT NULL,                -- new, assigned, planned, waiting, solved, closed
    reason   TEXT    NOT NULL DEFAULT '',     -- what it waits for
    planned  INTEGER,                         -- for when
    priority TEXT    NOT NULL,                -- urgent, high, normal, low
    assignee INTEGER REFERENCES account (id), -- null: nobody
    opened   INTEGER NOT NULL,
    due      INTEGER,                         -- null: no class is known from which to count
    solved   INTEGER,                         -- null: not yet, or closed without
    closed   INTEGER
);

CREATE INDEX ticket_open ON ticket (due, number) WHERE solved IS NULL AND closed IS NULL;
CREATE INDEX ticket_by_machine ON ticket (machine, number);
CREATE INDEX ticket_by_place ON ticket (place, number);
CREATE INDEX ticket_by_incident ON ticket (incident) WHERE incident IS NOT NULL;
CREATE INDEX ticket_by_assignee ON ticket (assignee, due) WHERE assignee IS NOT NULL;
CREATE INDEX ticket_by_opening ON ticket (opened);
CREATE INDEX ticket_by_solution ON ticket (solved) WHERE solved IS NOT NULL;

-- What is not done yet goes with its machine.
CREATE TRIGGER ticket_goes_with_its_machine AFTER UPDATE OF place ON machine
WHEN NEW.place IS NOT NULL AND NEW.place IS NOT OLD.place
BEGIN
    UPDATE ticket SET place = NEW.place WHERE machine = NEW.id AND solved IS NULL AND closed IS NULL;
END;

-- Tickets of a place that is gone belong to the one it was in.
CREATE TRIGGER ticket_outlives_its_place BEFORE DELETE ON place
BEGIN
    UPDATE ticket SET place = OLD.parent WHERE place = OLD.id;
END;

CREATE TABLE ticket_log (
    id      INTEGER PRIMARY KEY,
    ticket  INTEGER NOT NULL REFERENCES ticket (number),
    at      INTEGER NOT NULL,
    what    TEXT    NOT NULL,                 -- opened, again, assigned, priority, planned, waiting, resumed, solved, closed, reopened, note, photo …
    account INTEGER,                          -- who; null: somebody without an account, or the server
    actor   TEXT    NOT NULL,                 -- his name then; empty on the help page
    detail  TEXT    NOT NULL DEFAULT ''
);

CREATE INDEX ticket_log_by_ticket ON ticket_log (ticket, id);

CREATE TRIGGER ticket_log_is_not_changed BEFORE UPDATE ON ticket_log
BEGIN
    SELECT RAISE(ABORT, 'the log of tickets is append-only');
END;

CREATE TRIGGER ticket_log_is_not_deleted BEFORE DELETE ON ticket_log
BEGIN
    SELECT RAISE(ABORT, 'the log of tickets is append-only');
END;

-- Pictures without what cameras write into them.
CREATE TABLE ticket_photo (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket INTEGER NOT NULL REFERENCES ticket (number),
    at     INTEGER NOT NULL,
    actor  TEXT    NOT NULL,
    type   TEXT    NOT NULL,                  -- image/jpeg, image/png, image/webp
    body   BLOB    NOT NULL
);

CREATE INDEX ticket_photo_by_ticket ON ticket_photo (ticket, id);

-- What was done on a ticket. Money in cents.
CREATE TABLE intervention (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket      INTEGER NOT NULL REFERENCES ticket (number),
    at          INTEGER NOT NULL,             -- when it was done
    noted       INTEGER NOT NULL,
    account     INTEGER,
    actor       TEXT    NOT NULL,
    minutes     INTEGER NOT NULL,
    travel      INTEGER NOT NULL,             -- minutes
    cost        INTEGER NOT NULL,             -- besides the parts
    what        TEXT    NOT NULL,
    done        INTEGER NOT NULL,             -- 0: it could not be done
    reason      TEXT    NOT NULL DEFAULT '',  -- why not
    signed_as   TEXT    NOT NULL DEFAULT '',  -- function of who received it, no name; empty: nobody signed
    signed_at   INTEGER
);

CREATE INDEX intervention_by_ticket ON intervention (ticket, at);
CREATE INDEX intervention_by_time ON intervention (at);

CREATE TABLE intervention_part (
    intervention INTEGER NOT NULL REFERENCES intervention (id),
    position     INTEGER NOT NULL,
    designation  TEXT    NOT NULL,
    reference    TEXT    NOT NULL,            -- empty when unknown
    quantity     INTEGER NOT NULL,
    unit_cost    INTEGER NOT NULL,
    PRIMARY KEY (intervention, position)
) WITHOUT ROWID;

-- Codes on labels, by which anybody reports trouble. In clear: labels are printed again.
CREATE TABLE help_code (
    code    TEXT    PRIMARY KEY,
    machine INTEGER UNIQUE REFERENCES machine (id),
    place   INTEGER UNIQUE REFERENCES place (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    CHECK ((machine IS NULL) <> (place IS NULL))
) WITHOUT ROWID;
