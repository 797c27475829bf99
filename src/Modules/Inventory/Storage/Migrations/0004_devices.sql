-- A device may be in no room; it has capabilities, and a thing a place on the network and an id of its own.
-- SQLite cannot take "not null" off a column, so the table is made anew on both databases.
create table devices_next (
    id {uuid} primary key,
    kind text not null,
    name text not null,
    search_name text not null,
    search_text text not null,
    description text not null,
    room_id {uuid} references rooms (id),
    enabled {boolean} not null,
    recording {boolean} not null,
    url text,
    sub_url text,
    username text,
    protected_password text,
    transport text,
    record_choice text,
    grid_choice text,
    detect_choice text,
    trust_sha256 text,
    trust_authority text,
    onvif_url text,
    onvif_profile text,
    thing_id text,
    thing_url text,
    thing_username text,
    thing_secret text,
    capabilities text not null,
    capability_types text not null,
    version {integer} not null,
    told {integer} not null,
    created_at {instant} not null
);

insert into devices_next (
    id, kind, name, search_name, search_text, description, room_id, enabled, recording, url, sub_url, username, protected_password,
    transport, record_choice, grid_choice, detect_choice, trust_sha256, trust_authority, onvif_url, onvif_profile,
    capabilities, capability_types, version, told, created_at)
select
    id, kind, name, search_name, search_name, '', room_id, enabled, recording, url, sub_url, username, protected_password,
    transport, record_choice, grid_choice, detect_choice, trust_sha256, trust_authority, onvif_url, onvif_profile,
    case kind when 'Camera' then '[{"type":"video"}]' when 'Siren' then '[{"type":"siren"}]' else '[]' end,
    case kind when 'Camera' then '|video|' when 'Siren' then '|siren|' else '|' end,
    version, 0, created_at
from devices;

drop table devices;
alter table devices_next rename to devices;

create index devices_by_room on devices (room_id, id);
create unique index devices_by_thing on devices (thing_id);
create unique index devices_by_thing_url on devices (thing_url);

-- Whether a device answers: what Streams says of cameras and Sensing of things.
create table device_status (
    device_id {uuid} primary key,
    state text not null,
    since {instant} not null,
    last_online {instant}
);
