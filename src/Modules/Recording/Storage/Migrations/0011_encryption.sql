-- The keys of encrypted footage that this index knows: no key of a day is destroyed that is not listed here, and none is
-- forgotten, since a destroyed key is the proof that a day's footage is gone.
create table footage_keys (
    id {uuid} primary key,
    camera_id {uuid} not null,
    day text not null,
    noted_at {instant} not null,
    destroyed_at {instant} null
);

create index footage_keys_by_camera on footage_keys (camera_id, day);
