-- What is worth keeping, and why. The volumes have the same in marks.jsonl.
create table marks (
    id {uuid} primary key,
    camera_id {uuid} not null,
    start_at {instant} not null,
    end_at {instant} not null,
    class {integer} not null,
    reason text not null
);

create index marks_by_start on marks (camera_id, start_at);
