create table notes (
    id {uuid} not null primary key,
    camera {uuid},
    title text not null unique,
    written {instant} not null,
    took {integer} not null,
    done {boolean} not null,
    score double precision not null,
    picture {blob}
);
create table remarks (
    number {identity},
    note {uuid} not null references notes (id),
    text text not null
);
