-- The revision that last changed what words and keys are made of a field's values: they are then made anew, also where the
-- field's definition is again what it once was.
ALTER TABLE field_storage ADD COLUMN values_revision bigint NOT NULL DEFAULT 0;
