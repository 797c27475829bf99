-- Walls of tiles people arranged. Tiles as JSON: they are read and written whole.
create table layouts (
    id {uuid} primary key,
    name text not null,
    column_count {integer} not null,
    tiles text not null,
    owner {uuid} not null,
    shared {boolean} not null,
    version {integer} not null
);

create index layouts_by_owner on layouts (owner, id);
