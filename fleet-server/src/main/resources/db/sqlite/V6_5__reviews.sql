-- Yearly reviews that were frozen, as they were then. A number is given once; none is changed or removed, for it was handed over.
CREATE TABLE review (
    place   INTEGER NOT NULL REFERENCES place (id),
    period  TEXT    NOT NULL,                 -- 2026, or 2025-2026 for a school year
    number  INTEGER NOT NULL,                 -- from 1
    kept    INTEGER NOT NULL,                 -- when
    account INTEGER,                          -- by whom; null for a program
    actor   TEXT    NOT NULL,
    edition TEXT    NOT NULL,                 -- of the factors
    body    TEXT    NOT NULL,                 -- JSON
    PRIMARY KEY (place, period, number)
) WITHOUT ROWID;

CREATE TRIGGER review_is_not_changed BEFORE UPDATE ON review
BEGIN
    SELECT RAISE(ABORT, 'kept reviews are not changed');
END;

CREATE TRIGGER review_is_not_replaced BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM review WHERE place = NEW.place AND period = NEW.period AND number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'kept reviews are not changed');
END;

CREATE TRIGGER review_is_not_deleted BEFORE DELETE ON review
BEGIN
    SELECT RAISE(ABORT, 'kept reviews are not deleted');
END;
