-- Zones of school holidays. Days are texts such as 2026-12-19.
CREATE TABLE holiday_zone (
    code      TEXT PRIMARY KEY,               -- as addresses have it
    name      TEXT NOT NULL UNIQUE,
    time_zone TEXT NOT NULL
);

INSERT INTO holiday_zone (code, name, time_zone) VALUES
    ('a', 'Zone A', 'Europe/Paris'),
    ('b', 'Zone B', 'Europe/Paris'),
    ('c', 'Zone C', 'Europe/Paris'),
    ('corse', 'Corse', 'Europe/Paris'),
    ('guadeloupe', 'Guadeloupe', 'America/Guadeloupe'),
    ('guyane', 'Guyane', 'America/Cayenne'),
    ('martinique', 'Martinique', 'America/Martinique'),
    ('mayotte', 'Mayotte', 'Indian/Mayotte'),
    ('nouvelle-caledonie', 'Nouvelle-Calédonie', 'Pacific/Noumea'),
    ('polynesie', 'Polynésie française', 'Pacific/Tahiti'),
    ('reunion', 'La Réunion', 'Indian/Reunion'),
    ('saint-pierre-et-miquelon', 'Saint-Pierre-et-Miquelon', 'America/Miquelon'),
    ('wallis-et-futuna', 'Wallis-et-Futuna', 'Pacific/Wallis');

CREATE TABLE school_holiday (
    id        INTEGER PRIMARY KEY,
    zone      TEXT NOT NULL REFERENCES holiday_zone (code),
    name      TEXT NOT NULL,
    first_day TEXT NOT NULL,                  -- the first without class
    last_day  TEXT NOT NULL,                  -- the last without class
    source    TEXT NOT NULL                   -- where it comes from; empty when somebody typed it
);

CREATE INDEX school_holiday_by_zone ON school_holiday (zone, first_day);

-- What came with some version of the server: each is taken once, so that what is deleted stays deleted.
CREATE TABLE shipped_holiday (
    zone      TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    PRIMARY KEY (zone, first_day, last_day)
);

-- What a place says for itself and all in it; the nearest to a school wins.
CREATE TABLE place_calendar (
    place INTEGER PRIMARY KEY REFERENCES place (id) ON DELETE CASCADE,
    zone  TEXT REFERENCES holiday_zone (code), -- null: nothing, likewise week
    week  TEXT                                -- hours of seven days from Monday, ';' between the days
);

CREATE TABLE calendar_exception (
    id        INTEGER PRIMARY KEY,
    place     INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    first_day TEXT    NOT NULL,
    last_day  TEXT    NOT NULL,
    hours     TEXT    NOT NULL,               -- empty: closed
    reason    TEXT    NOT NULL
);

CREATE INDEX calendar_exception_by_place ON calendar_exception (place, first_day);
