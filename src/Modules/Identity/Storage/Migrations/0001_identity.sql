create table users (
    id {uuid} primary key,
    username text not null,
    sign_in_name text not null unique,
    password_hash text not null,
    roles text not null,
    enabled {boolean} not null,
    created_at {instant} not null,
    last_sign_in_at {instant}
);

-- A sign-in is the family of refresh tokens that descend from one password check; when it has ended none of them is good.
create table sign_ins (
    id {uuid} primary key,
    user_id {uuid} not null references users (id),
    started_at {instant} not null,
    address text,
    ended_at {instant}
);

create index sign_ins_by_user on sign_ins (user_id);

-- Used tokens stay until they expire: only so can their reuse be noticed.
create table refresh_tokens (
    hash text primary key,
    sign_in_id {uuid} not null references sign_ins (id),
    expires_at {instant} not null,
    used_at {instant}
);

create index refresh_tokens_by_sign_in on refresh_tokens (sign_in_id);
create index refresh_tokens_by_expiry on refresh_tokens (expires_at);

create table signing_keys (
    id text primary key,
    protected_key text not null,
    created_at {instant} not null
);
