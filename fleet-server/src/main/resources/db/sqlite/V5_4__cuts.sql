-- On which days of class a machine was cut off in the middle of it and came back on the next: what is usual for it.
CREATE TABLE machine_cut (
    machine INTEGER NOT NULL REFERENCES machine (id),
    day     TEXT    NOT NULL,
    PRIMARY KEY (machine, day)
) WITHOUT ROWID;
