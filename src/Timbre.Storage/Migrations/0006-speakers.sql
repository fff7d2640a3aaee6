-- Who speaks in a recording, as numbers: personal data, which nothing shows, and which goes with its recording.
create table speakers (
    recording_id text not null primary key references recordings (id) on delete cascade,
    embedding text not null,
    made_by text not null
);
