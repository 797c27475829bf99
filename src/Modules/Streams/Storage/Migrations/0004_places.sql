-- Where cameras are: who may watch them depends on it. Null until the inventory says it, and for a camera in no room.
alter table cameras add column property_id {uuid} null;
alter table cameras add column room_id {uuid} null;

-- What users may do, as of their newest change: a stream key is good for no more than its owner is.
create table owners (
    user_id {uuid} primary key,
    version {integer} not null,
    active {boolean} not null,
    name text not null,
    roles text not null,
    grants text not null,
    changed_at {instant} not null
);

insert into owners (user_id, version, active, name, roles, grants, changed_at)
select owner, 0, true, '', max(owner_roles), '[]', max(created_at) from stream_keys group by owner;

alter table stream_keys drop column owner_roles;
