-- Words that people wrote into an incident's history can be taken out, as those of tickets; what is left says when.
ALTER TABLE incident_log ADD COLUMN redacted INTEGER; -- since when its words are gone
