-- From where, and whether it was refused. Entries of the first form have neither, and their hashes speak of neither.
alter table actions add column form {integer} not null default 1;
alter table actions add column address text null;
alter table actions add column failed {boolean} null;
