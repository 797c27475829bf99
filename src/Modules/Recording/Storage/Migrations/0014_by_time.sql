-- A timeline reads a day of rows, which lie where they were written: between those of all other cameras. With these columns it reads
-- the index only.
create index segments_by_time on segments (camera_id, start_at, sequence, end_at, deleting);
drop index segments_by_start;

-- The same as segments_going.
drop index segments_deleting;
