-- Whose message it is, so that one machine's do not fill the table, and are found from its page; null when its topic names none.
ALTER TABLE quarantine ADD COLUMN device TEXT;
UPDATE quarantine SET device = lower(substr(topic, 10, 36)) WHERE topic GLOB 'socle/v1/????????-????-????-????-????????????/*';
CREATE INDEX quarantine_device ON quarantine (device, id);
CREATE INDEX quarantine_received ON quarantine (received);
