-- The cameras to connect to, fed by the inventory's events. The password inside the source is encrypted.
create table cameras (
    id {uuid} primary key,
    name text not null,
    enabled {boolean} not null,
    removed {boolean} not null,
    source text null,
    version {integer} not null
);
