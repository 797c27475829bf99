-- Which stream serves what, whose certificate is believed, and the ONVIF service beside the stream.
alter table devices add column record_choice text;
alter table devices add column grid_choice text;
alter table devices add column detect_choice text;
alter table devices add column trust_sha256 text;
alter table devices add column trust_authority text;
alter table devices add column onvif_url text;
alter table devices add column onvif_profile text;
