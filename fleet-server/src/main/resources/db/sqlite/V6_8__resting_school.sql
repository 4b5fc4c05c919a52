-- What of the energy asleep and off fell into school time: watt-hours, Sums.Measure.RESTING_SCHOOL.
ALTER TABLE energy_day ADD COLUMN resting_school REAL NOT NULL DEFAULT 0;
ALTER TABLE energy_place ADD COLUMN resting_school REAL NOT NULL DEFAULT 0;

-- Days whose quarters are still kept are told apart anew, as after a change of the calendar.
DELETE FROM energy_calendar;
