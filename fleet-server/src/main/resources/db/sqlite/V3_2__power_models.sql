-- The model of each machine's power, as it says; and what it was told of machines of the same model that have a meter.
CREATE TABLE power_model (
    machine      INTEGER PRIMARY KEY REFERENCES machine (id),
    manufacturer TEXT NOT NULL,
    model        TEXT NOT NULL,
    basis        TEXT NOT NULL,               -- kind, processor, sibling, calibrated, setting
    idle         REAL NOT NULL,               -- watts, likewise full
    full         REAL NOT NULL,
    told_idle    REAL                         -- null: nothing yet
);

CREATE INDEX power_model_by_model ON power_model (manufacturer, model, basis);
CREATE INDEX power_model_taught ON power_model (manufacturer, model, idle, full) WHERE basis = 'calibrated';
