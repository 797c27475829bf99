create table properties (
    id {uuid} primary key,
    name text not null,
    address text not null,
    time_zone text not null,
    created_at {instant} not null
);

create table rooms (
    id {uuid} primary key,
    property_id {uuid} not null references properties (id),
    name text not null,
    created_at {instant} not null
);

create index rooms_by_property on rooms (property_id, id);

create table devices (
    id {uuid} primary key,
    kind text not null,
    name text not null,
    search_name text not null,
    room_id {uuid} not null references rooms (id),
    enabled {boolean} not null,
    recording {boolean} not null,
    url text,
    sub_url text,
    username text,
    protected_password text,
    transport text,
    version {integer} not null,
    created_at {instant} not null
);

create index devices_by_room on devices (room_id, id);
