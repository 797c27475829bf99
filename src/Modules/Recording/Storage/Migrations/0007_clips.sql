create table clips (
    id {uuid} primary key,
    camera_ids text not null,
    from_at {instant} not null,
    to_at {instant} not null,
    moment_at {instant} not null,
    reason text not null,
    state text not null,
    created_at {instant} not null,
    created_by text not null,
    correlation {uuid} null,
    result text not null,
    error text null
);

create index clips_by_state on clips (state);

-- Links that show one file of a clip to whoever has them. Only the hash of their secret is kept.
create table clip_links (
    id {uuid} primary key,
    clip_id {uuid} not null,
    camera_id {uuid} not null,
    token_hash text not null,
    created_at {instant} not null,
    expires_at {instant} not null
);

create unique index clip_links_by_token on clip_links (token_hash);
