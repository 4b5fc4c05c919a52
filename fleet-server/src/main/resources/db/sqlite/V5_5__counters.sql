-- Counters that parts keep for their whole life, from what count on they count: only that they grow is news.
CREATE TABLE counter_growth (
    machine  INTEGER NOT NULL REFERENCES machine (id),
    key      TEXT    NOT NULL,
    instance INTEGER NOT NULL,
    base     REAL    NOT NULL,
    seen     REAL    NOT NULL,
    rose     INTEGER NOT NULL,                -- when it grew last, or was seen first
    PRIMARY KEY (machine, key, instance)
) WITHOUT ROWID;
