-- Whether the others have heard of everybody there is: those who were added before the others listened must be told of once.
alter table settings add column people_told {boolean} not null default false;
