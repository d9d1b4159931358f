-- The row of a file is written before its content, so that content without a row cannot come to lie in the store. Until the
-- content is there nobody sees the file; a row that never gets so far is removed after a day like any upload that no record took.
ALTER TABLE file ADD COLUMN stored boolean NOT NULL DEFAULT true;

-- Tables to import lie where files do; those that were waiting in the data folder are not looked for any more. Rows they
-- brought stay and can be undone.
UPDATE import_job SET status = 'failed', finished_at = now(), problem = '[{"pointer": "/file", "code": "import_file_missing", "params": {}}]',
  lease_owner = NULL, lease_until = NULL
WHERE status IN ('queued', 'running');
COMMENT ON COLUMN import_job.folder IS 'The store that holds the file: only nodes that share it can do the import.';
