-- What players and other recorders sign in with over RTSP. The secret is encrypted.
create table stream_keys (
    id {uuid} primary key,
    name text not null,
    username text not null unique,
    protected_secret text not null,
    camera_ids text null,
    owner {uuid} not null,
    owner_roles text not null,
    created_at {instant} not null,
    last_used_at {instant} null
);
