-- Inventory's properties and rooms, as far as grants need them: their names, and whose a property is.
create table places (
    id {uuid} primary key,
    kind text not null,
    property_id {uuid} not null,
    name text not null,
    owner_id {uuid}
);

create index places_by_property on places (property_id);
create index places_by_owner on places (owner_id);

-- kind: given by an administrator, or ownership, which follows the property's owner.
create table grants (
    id {uuid} primary key,
    user_id {uuid} not null references users (id),
    kind text not null,
    scope text not null,
    place_id {uuid},
    rights text not null,
    from_at {instant},
    until_at {instant},
    created_at {instant} not null
);

create index grants_by_user on grants (user_id, id);
create index grants_by_place on grants (place_id);
