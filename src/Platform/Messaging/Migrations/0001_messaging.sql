-- What the module says: appended with the change it tells about, read by the bus in order of position.
create table outbox (
    position {identity},
    id {uuid} not null unique,
    type text not null,
    version {integer} not null,
    time {instant} not null,
    subject {uuid} not null,
    actor text not null,
    traceparent text,
    data text not null
);
create index outbox_subject on outbox (subject, type, position);

-- How far each consumer of the outbox has come, as last told: nothing after the slowest is pruned.
create table outbox_readers (
    consumer text not null primary key,
    position {integer} not null
);

-- How far this module has come in the outbox of another.
create table positions (
    source text not null primary key,
    position {integer} not null
);

-- Events after the stored position that were handled out of turn, while an earlier one waits for its next try.
create table inbox (
    id {uuid} not null primary key,
    source text not null,
    position {integer} not null
);

-- Events given up after several tries.
create table poison (
    id {uuid} not null primary key,
    source text not null,
    type text not null,
    version {integer} not null,
    time {instant} not null,
    subject {uuid} not null,
    actor text not null,
    data text not null,
    error text not null,
    tries {integer} not null,
    set_aside {instant} not null
);
