-- After how many years replacing a machine has saved what making the replacement emitted; null where that is not reckoned.
ALTER TABLE waste ADD COLUMN carbon_low REAL;
ALTER TABLE waste ADD COLUMN carbon_high REAL;
