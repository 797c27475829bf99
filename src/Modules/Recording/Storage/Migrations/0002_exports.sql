create table exports (
    id {uuid} primary key,
    camera_ids text not null,
    from_at {instant} not null,
    to_at {instant} not null,
    reason text not null,
    state text not null,
    created_at {instant} not null,
    created_by text not null,
    result text not null,
    error text null
);

create index exports_by_state on exports (state);
