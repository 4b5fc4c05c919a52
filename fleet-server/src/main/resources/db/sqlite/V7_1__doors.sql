-- When a message of the server's own device last came the whole way that those of machines take.
CREATE TABLE server_pulse (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
);

-- Since when a machine is kept out for now, because it floods the server; null: it is not.
ALTER TABLE machine ADD COLUMN kept_out INTEGER;
