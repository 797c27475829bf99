-- What a playlist needs of a segment without its file, which may be in the archive only.
alter table segments add column init_length {integer} not null default 0;
alter table segments add column format_print {integer} not null default 0;

-- The queue of the archive is these rows, and no table of its own: what is not copied and is to be.
create index segments_to_archive on segments (camera_id, class, start_at) where archived_as is null and is_local;

-- Copies that are proven to be in the archive, also of footage that is gone: those are still to be deleted there.
create table archive_copies (
    segment_id {uuid} primary key,
    camera_id {uuid} not null,
    object_key text not null,
    bytes {integer} not null,
    -- Of the bytes as they were copied, which is what is asked of them when they come back.
    sha256 {blob} not null,
    archived_at {instant} not null,
    locked_until {instant} null,
    released {boolean} not null
);

create index archive_copies_released on archive_copies (archived_at) where released;

-- Segments that could not be copied. Without a time to try again they are dead letters.
create table archive_troubles (
    segment_id {uuid} primary key,
    tries {integer} not null,
    cause text not null,
    detail text not null,
    failed_at {instant} not null,
    retry_at {instant} null
);
