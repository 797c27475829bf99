create table holds (
    id {uuid} primary key,
    camera_ids text not null,
    from_at {instant} not null,
    to_at {instant} not null,
    reason text not null,
    owner text not null,
    created_at {instant} not null,
    expires_at {instant} null,
    state text not null,
    released_at {instant} null,
    released_by text null,
    release_reason text null
);

create index holds_by_state on holds (state);

-- The alarms others were told of: what ends while the process is down is taken back at the next start.
create table announced_alarms (
    id {uuid} primary key,
    code text not null,
    about text not null,
    since {instant} not null
);

-- What retention may take from a volume without losing anything: few rows, found without reading the others.
create index segments_copied on segments (volume_id, start_at) where is_local and archived_as is not null;
create index segments_away on segments (camera_id, start_at) where not is_local;
create index segments_going on segments (camera_id) where deleting;
