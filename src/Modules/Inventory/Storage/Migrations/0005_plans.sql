-- Pictures of floors, and the devices that stand on them: at fractions of the picture's width and height, each on one plan at most.
create table plans (
    id {uuid} primary key,
    property_id {uuid} not null references properties (id),
    name text not null,
    content_type text not null,
    width {integer} not null,
    height {integer} not null,
    sha256 text not null,
    created_at {instant} not null,
    picture {blob} not null
);

create index plans_by_property on plans (property_id, id);

create table placements (
    device_id {uuid} primary key,
    plan_id {uuid} not null references plans (id),
    x double precision not null,
    y double precision not null
);

create index placements_by_plan on placements (plan_id);
