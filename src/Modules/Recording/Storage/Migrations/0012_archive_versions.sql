-- In a bucket that keeps versions, only who names the version deletes it.
alter table archive_copies add column version text null;
