-- The things to talk to, fed by the inventory's events. The secret inside the source is encrypted.
create table things (
    id {uuid} primary key,
    name text not null,
    property {uuid} null,
    room {uuid} null,
    enabled {boolean} not null,
    removed {boolean} not null,
    source text null,
    thing_id text null,
    version {integer} not null
);

-- Whether each of them answers, as it was told last.
create table standings (
    device {uuid} primary key,
    status text not null,
    since {instant} not null,
    last_online {instant} null
);
