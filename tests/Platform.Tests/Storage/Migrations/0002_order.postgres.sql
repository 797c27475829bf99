create index notes_written on notes using brin (written);
