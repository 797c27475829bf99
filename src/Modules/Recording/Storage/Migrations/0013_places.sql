-- Where cameras are: whose footage somebody may see depends on it. Null until the inventory says it, and for a camera in no room.
alter table cameras add column property_id {uuid} null;
alter table cameras add column room_id {uuid} null;
