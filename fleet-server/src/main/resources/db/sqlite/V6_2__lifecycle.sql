-- What is known of a piece of equipment from its purchase to its end: of a machine, or of a thing without an agent such as a
-- screen or a telephone. The rates that the law asks for are counted from these facts. Days are days since 1970, money is cents.
CREATE TABLE equipment (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: addresses name it
    machine     INTEGER UNIQUE REFERENCES machine (id), -- null: a thing without an agent; the three below are then its own
    place       INTEGER REFERENCES place (id),
    number      TEXT    NOT NULL DEFAULT '',  -- of the inventory, or the maker's
    category    TEXT,
    acquired    INTEGER,
    how         TEXT,                         -- new, reuse, recycled, gift
    price       INTEGER,                      -- without VAT; null for gifts
    flat        INTEGER,                      -- what a gift counts for, where the shipped file does not know it
    made        INTEGER,                      -- year; null: estimated
    supplier    TEXT    NOT NULL DEFAULT '',
    retired     INTEGER,
    destination TEXT,
    oriented    INTEGER,                      -- when it left for its destination
    bordereau   TEXT    NOT NULL DEFAULT ''
);

CREATE INDEX equipment_by_place ON equipment (place) WHERE place IS NOT NULL;
