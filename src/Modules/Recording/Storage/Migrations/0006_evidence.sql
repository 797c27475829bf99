-- A sealed export names who ordered it, as they were called then.
alter table exports add column sealed {boolean} not null default false;
alter table exports add column created_by_name text not null default '';
