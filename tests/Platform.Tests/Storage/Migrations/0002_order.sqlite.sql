create index notes_written on notes (written);
