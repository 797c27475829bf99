-- What retention goes by: why footage is worth keeping, and where it can still be read.
alter table segments add column class {integer} not null default 0;
alter table segments add column is_local {boolean} not null default true;
alter table segments add column archived_as text null;
