-- Of tickets, two things can be taken back. An intervention that is withdrawn stays to be read and counts no more. A text or a
-- picture that is redacted is gone for good; what is left says when, and by whom.

DROP TRIGGER ticket_log_is_not_changed;

ALTER TABLE ticket_log ADD COLUMN intervention INTEGER REFERENCES intervention (id); -- what it tells of; null: of none
ALTER TABLE ticket_log ADD COLUMN redacted INTEGER;                                  -- since when its text is gone
ALTER TABLE ticket_log ADD COLUMN redactor TEXT;                                     -- by whom; empty: by the server, in time

UPDATE ticket_log SET intervention = (
    SELECT max(done.id) FROM intervention AS done WHERE done.ticket = ticket_log.ticket AND done.noted <= ticket_log.at
        AND ticket_log.detail IN (done.what, done.what || ' — ' || done.reason))
WHERE what = 'intervention';

CREATE INDEX ticket_log_by_intervention ON ticket_log (intervention) WHERE intervention IS NOT NULL;

-- Only a text that somebody wrote, only once, and nothing else with it.
CREATE TRIGGER ticket_log_is_not_changed BEFORE UPDATE ON ticket_log
WHEN NOT (
    OLD.redacted IS NULL AND NEW.redacted IS NOT NULL AND NEW.redactor IS NOT NULL
    AND OLD.detail IS NOT '' AND NEW.detail IS ''
    AND OLD.what IN ('opened', 'again', 'waiting', 'solved', 'closed', 'reopened', 'note', 'intervention', 'withdrawn')
    AND NEW.id IS OLD.id AND NEW.ticket IS OLD.ticket AND NEW.at IS OLD.at AND NEW.what IS OLD.what
    AND NEW.account IS OLD.account AND NEW.actor IS OLD.actor AND NEW.intervention IS OLD.intervention)
BEGIN
    SELECT RAISE(ABORT, 'the log of tickets is append-only');
END;

-- A row that is replaced is deleted without a trigger.
CREATE TRIGGER ticket_log_is_not_replaced BEFORE INSERT ON ticket_log
WHEN EXISTS (SELECT 1 FROM ticket_log WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the log of tickets is append-only');
END;

-- The same text stands where it is looked up.
CREATE TRIGGER ticket_text_is_gone_everywhere AFTER UPDATE OF redacted ON ticket_log
BEGIN
    UPDATE ticket SET subject = '' WHERE number = OLD.ticket AND OLD.what = 'opened';
    UPDATE ticket SET reason = '' WHERE number = OLD.ticket AND OLD.what = 'waiting' AND reason = OLD.detail;
    UPDATE intervention SET what = '', reason = '', signed_as = ''
        WHERE id = OLD.intervention AND OLD.what = 'intervention';
    UPDATE intervention_part SET designation = '', reference = ''
        WHERE intervention = OLD.intervention AND OLD.what = 'intervention';
END;

CREATE TRIGGER ticket_subject_is_not_changed BEFORE UPDATE ON ticket
WHEN NEW.subject IS NOT OLD.subject AND NOT (NEW.subject IS '' AND EXISTS (
    SELECT 1 FROM ticket_log WHERE ticket = OLD.number AND what = 'opened' AND redacted IS NOT NULL))
BEGIN
    SELECT RAISE(ABORT, 'what a ticket was opened with is not changed');
END;

ALTER TABLE ticket_photo ADD COLUMN redacted INTEGER;
ALTER TABLE ticket_photo ADD COLUMN redactor TEXT;

CREATE TRIGGER ticket_photo_is_not_changed BEFORE UPDATE ON ticket_photo
WHEN NOT (
    OLD.redacted IS NULL AND NEW.redacted IS NOT NULL AND NEW.redactor IS NOT NULL AND length(NEW.body) IS 0
    AND NEW.id IS OLD.id AND NEW.ticket IS OLD.ticket AND NEW.at IS OLD.at AND NEW.actor IS OLD.actor
    AND NEW.type IS OLD.type)
BEGIN
    SELECT RAISE(ABORT, 'pictures on tickets are not changed');
END;

CREATE TRIGGER ticket_photo_is_not_replaced BEFORE INSERT ON ticket_photo
WHEN EXISTS (SELECT 1 FROM ticket_photo WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'pictures on tickets are not changed');
END;

CREATE TRIGGER ticket_photo_is_not_deleted BEFORE DELETE ON ticket_photo
BEGIN
    SELECT RAISE(ABORT, 'pictures on tickets are not deleted');
END;

ALTER TABLE intervention ADD COLUMN withdrawn INTEGER; -- since when it counts no more; the log says why
ALTER TABLE intervention ADD COLUMN withdrawer TEXT;   -- by whom

-- It is withdrawn, once; or its texts go after those of the log have gone. Its figures stay.
CREATE TRIGGER intervention_is_not_changed BEFORE UPDATE ON intervention
WHEN NOT (
    NEW.id IS OLD.id AND NEW.ticket IS OLD.ticket AND NEW.at IS OLD.at AND NEW.noted IS OLD.noted
    AND NEW.account IS OLD.account AND NEW.actor IS OLD.actor AND NEW.minutes IS OLD.minutes
    AND NEW.travel IS OLD.travel AND NEW.cost IS OLD.cost AND NEW.done IS OLD.done AND NEW.signed_at IS OLD.signed_at
    AND (OLD.withdrawn IS NULL AND NEW.withdrawn IS NOT NULL AND NEW.withdrawer IS NOT NULL
            AND NEW.what IS OLD.what AND NEW.reason IS OLD.reason AND NEW.signed_as IS OLD.signed_as
        OR NEW.withdrawn IS OLD.withdrawn AND NEW.withdrawer IS OLD.withdrawer
            AND NEW.what IS '' AND NEW.reason IS '' AND NEW.signed_as IS '' AND EXISTS (
                SELECT 1 FROM ticket_log WHERE ticket_log.intervention = OLD.id AND ticket_log.what = 'intervention'
                AND ticket_log.redacted IS NOT NULL)))
BEGIN
    SELECT RAISE(ABORT, 'interventions are not changed');
END;

CREATE TRIGGER intervention_is_not_replaced BEFORE INSERT ON intervention
WHEN EXISTS (SELECT 1 FROM intervention WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'interventions are not changed');
END;

CREATE TRIGGER intervention_is_not_deleted BEFORE DELETE ON intervention
BEGIN
    SELECT RAISE(ABORT, 'interventions are not deleted');
END;

CREATE TRIGGER intervention_part_is_not_changed BEFORE UPDATE ON intervention_part
WHEN NOT (
    NEW.intervention IS OLD.intervention AND NEW.position IS OLD.position AND NEW.quantity IS OLD.quantity
    AND NEW.unit_cost IS OLD.unit_cost AND NEW.designation IS '' AND NEW.reference IS '' AND EXISTS (
        SELECT 1 FROM ticket_log WHERE ticket_log.intervention = OLD.intervention AND ticket_log.what = 'intervention'
        AND ticket_log.redacted IS NOT NULL))
BEGIN
    SELECT RAISE(ABORT, 'interventions are not changed');
END;

CREATE TRIGGER intervention_part_is_not_replaced BEFORE INSERT ON intervention_part
WHEN EXISTS (SELECT 1 FROM intervention_part WHERE intervention = NEW.intervention AND position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'interventions are not changed');
END;

CREATE TRIGGER intervention_part_is_not_deleted BEFORE DELETE ON intervention_part
BEGIN
    SELECT RAISE(ABORT, 'interventions are not deleted');
END;
