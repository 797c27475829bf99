-- What a sign-in looked like to its owner: from what, and when last.
alter table sign_ins add column device text;
alter table sign_ins add column last_seen_at {instant};

-- Not confirmed yet: nobody is asked for it. A step is 30 s long and good once (RFC 6238 section 5.2).
create table second_factors (
    user_id {uuid} primary key references users (id) on delete cascade,
    protected_secret text not null,
    created_at {instant} not null,
    confirmed_at {instant},
    last_step {integer} not null default 0,
    failures {integer} not null default 0,
    failed_at {instant}
);

create table recovery_codes (
    user_id {uuid} not null references users (id) on delete cascade,
    hash text not null,
    used_at {instant},
    primary key (user_id, hash)
);

-- A revoked key is deleted; that it was there is in the log of actions.
create table api_keys (
    id {uuid} primary key,
    user_id {uuid} not null references users (id) on delete cascade,
    name text not null,
    prefix text not null,
    hash text not null unique,
    created_at {instant} not null,
    expires_at {instant},
    last_used_at {instant}
);

create index api_keys_by_user on api_keys (user_id);

-- Somebody at an identity provider is one user here.
create table external_logins (
    provider text not null,
    subject text not null,
    user_id {uuid} not null references users (id) on delete cascade,
    linked_at {instant} not null,
    primary key (provider, subject)
);

create index external_logins_by_user on external_logins (user_id);

-- One-time codes that carry an external sign-in to the console; each is good for a minute.
create table sign_in_codes (
    hash text primary key,
    user_id {uuid} not null references users (id) on delete cascade,
    provider text not null,
    expires_at {instant} not null
);
