-- Limits of the rules that a place sets for itself and all in it; the nearest to a machine wins.
CREATE TABLE place_threshold (
    place INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    name  TEXT    NOT NULL,
    value REAL    NOT NULL,
    PRIMARY KEY (place, name)
) WITHOUT ROWID;
