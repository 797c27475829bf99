-- A property may be elsewhere and belong to a user; name and address together are unique, without regard to case. What they are
-- compared by is worked out by the program, for SQLite knows the cases of ASCII only: rows that lack it are made whole, and told anew,
-- when the program starts (told: the shape in which a row was last told to the other modules).
alter table properties add column external {boolean} not null default false;
alter table properties add column owner_id {uuid};
alter table properties add column name_key text;
alter table properties add column address_key text;
alter table properties add column version {integer} not null default 1;
alter table properties add column told {integer} not null default 0;

create unique index properties_by_key on properties (name_key, address_key);
create index properties_by_owner on properties (owner_id);

alter table rooms add column name_key text;
alter table rooms add column told {integer} not null default 0;

-- Who may own a property: what Identity tells of its users.
create table people (
    id {uuid} primary key,
    username text not null,
    full_name text not null,
    roles text not null,
    active {boolean} not null
);
