create table actions (
    sequence {integer} primary key,
    id {uuid} not null unique,
    at {instant} not null,
    action text not null,
    actor text not null,
    target {uuid} null,
    detail text not null,
    hash {blob} not null
);

create index actions_by_actor on actions (actor, sequence);
create index actions_by_target on actions (target, sequence);
create index actions_by_time on actions (at, sequence);

-- The newest entry: whoever appends takes this row first, so that entries are chained one after the other.
create table head (
    id {integer} primary key,
    sequence {integer} not null,
    hash {blob} not null
);

-- Names for the ids in the log, fed by the events of users; not part of what is hashed.
create table people (
    id {uuid} primary key,
    name text not null
);
