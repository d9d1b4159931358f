-- Rises with every change of users, roles, teams or of what is shared at all. Sign-outs and keys raise security_epoch alone, and
-- with it nobody reads the people of a large tenant again.
ALTER TABLE tenant ADD COLUMN people_epoch bigint NOT NULL DEFAULT 0;
