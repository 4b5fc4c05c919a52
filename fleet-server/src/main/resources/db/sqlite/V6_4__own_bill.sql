-- What Socle itself takes. First its agents, by the month, in the place their machine was in when they told.
CREATE TABLE own_agent (
    place   INTEGER NOT NULL,                 -- 0: nowhere
    month   INTEGER NOT NULL,                 -- its first day: days since 1970, by the clock of Paris
    seconds REAL    NOT NULL,                 -- of the processor
    energy  REAL    NOT NULL,                 -- watt-hours, by the model of each machine
    PRIMARY KEY (place, month)
) WITHOUT ROWID;

-- And the server, by the day, added up over its restarts.
CREATE TABLE own_server (
    day      INTEGER PRIMARY KEY,
    seconds  REAL    NOT NULL,                -- of the processor
    served   INTEGER NOT NULL,                -- bytes of pages, files and answers
    taken    INTEGER NOT NULL,                -- bytes of packs
    machines INTEGER NOT NULL                 -- let in on that day: places bear the server by theirs
) WITHOUT ROWID;
