-- Unbroken stretches of footage, as they were recorded. They stay when retention deletes the footage: coverage says what was
-- recorded, not what is still there. A day of one camera is a row or a few, however many segments it had.
create table stretches (
    camera_id {uuid} not null,
    start_at {instant} not null,
    end_at {instant} not null,
    primary key (camera_id, start_at)
);

create index stretches_by_end on stretches (camera_id, end_at);

insert into stretches (camera_id, start_at, end_at)
select camera_id, min(start_at), max(end_at)
from (select camera_id, start_at, end_at, sum(starts_anew) over (partition by camera_id order by start_at, sequence) as stretch
      from (select camera_id, start_at, end_at, sequence,
                   case when start_at - max(end_at) over (partition by camera_id order by start_at, sequence
                                                          rows between unbounded preceding and 1 preceding) <= 100000
                        then 0 else 1 end as starts_anew
            from segments) as marked) as stretched
group by camera_id, stretch;

-- What a camera's segments sum up to, so that nobody adds up a million rows to show a list of cameras.
create table footage_sums (
    camera_id {uuid} primary key,
    segments {integer} not null,
    bytes {integer} not null
);

insert into footage_sums (camera_id, segments, bytes)
select camera_id, count(*), sum(bytes) from segments group by camera_id;

-- Gaps are asked for by when they end: a range of a month ago must not read a year of gaps before it.
create index gaps_by_end on gaps (camera_id, end_at);

create index segments_deleting on segments (camera_id) where deleting;

create table scrubs (
    id {uuid} primary key,
    started_at {instant} not null,
    finished_at {instant} null,
    -- Everything up to this day of this camera is checked, in the order of cameras and days.
    at_camera {uuid} null,
    at_day {instant} null,
    checked {integer} not null,
    bytes {integer} not null,
    total_bytes {integer} not null,
    skipped text not null
);

create table scrub_findings (
    camera_id {uuid} not null,
    path text not null,
    problem text not null,
    segment_id {uuid} null,
    volume_id {uuid} null,
    start_at {instant} not null,
    found_at {instant} not null,
    primary key (camera_id, path, problem)
);
