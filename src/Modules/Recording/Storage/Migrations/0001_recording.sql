-- The roster: what this module knows of cameras, fed by the inventory's events.
create table cameras (
    id {uuid} primary key,
    name text not null,
    wanted {boolean} not null,
    removed {boolean} not null,
    version {integer} not null,
    changed_at {instant} not null,
    changed_by text not null
);

create table segments (
    id {uuid} primary key,
    camera_id {uuid} not null,
    run_id {uuid} not null,
    sequence {integer} not null,
    start_at {instant} not null,
    end_at {instant} not null,
    bytes {integer} not null,
    codec text not null,
    width {integer} not null,
    height {integer} not null,
    audio_codec text null,
    sha256 {blob} not null,
    chain_hash {blob} not null,
    volume_id {uuid} not null,
    path text not null,
    -- First phase of a deletion: the file may be gone already, the row is about to go.
    deleting {boolean} not null
);

create unique index segments_by_sequence on segments (camera_id, sequence);
create index segments_by_start on segments (camera_id, start_at);

create table gaps (
    id {uuid} primary key,
    camera_id {uuid} not null,
    start_at {instant} not null,
    end_at {instant} null,
    cause text not null,
    detail text not null
);

create index gaps_by_start on gaps (camera_id, start_at);
