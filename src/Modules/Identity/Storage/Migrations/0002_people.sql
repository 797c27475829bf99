-- Keys are what is compared: trimmed and lower-cased by the program, for the databases do not agree on letters beyond ASCII.
-- password_hash is '' for who has no password.
alter table users add column email text;
alter table users add column email_key text;
alter table users add column first_name text not null default '';
alter table users add column last_name text not null default '';
alter table users add column name_key text not null default '';
alter table users add column search_key text not null default '';
-- Counts every change of what the user may do; tokens carry it.
alter table users add column access_version {integer} not null default 1;

update users set search_key = sign_in_name;

create unique index users_by_email on users (email_key);

-- In the order the user gave.
create table contacts (
    user_id {uuid} not null references users (id),
    place {integer} not null,
    type text not null,
    value text not null,
    primary key (user_id, place)
);

-- One row. Who changes what users may do writes it first, and so waits for whoever else does.
create table settings (
    id {integer} primary key,
    registration {boolean} not null
);

insert into settings (id, registration) values (1, false);
