-- What the analysis says of a recording: null until it has. Whoever measured and whoever wrote down what is said leave their version,
-- so that another version, or another text, is a reason to do it again.
alter table recordings add column active_given boolean;
alter table recordings add column signal_to_noise_ratio double precision;
alter table recordings add column loudness_grade text;
alter table recordings add column transcript text;
alter table recordings add column transcript_recognised boolean;
alter table recordings add column transcript_confidence double precision;
alter table recordings add column measured_by text;
alter table recordings add column transcribed_by text;
alter table recordings add column analysed_at bigint;

-- Until now nobody but the caller switched a recording off.
update recordings set active_given = false where not is_active;

create table findings (
    recording_id text not null references recordings (id) on delete cascade,
    place integer not null,
    code text not null,
    severity text not null,
    start_seconds double precision not null,
    end_seconds double precision not null,
    measured double precision not null,
    bound double precision not null,
    unit text not null,
    message text not null,
    remedy text not null,
    primary key (recording_id, place)
);

-- What is too large for every look at a recording, and asked for only by whoever reads the report.
create table analyses (
    recording_id text not null primary key references recordings (id) on delete cascade,
    conditions text not null,
    words_at_fault text not null,
    waveform text not null,
    spectrogram text not null,
    spectrogram_columns integer not null,
    spectrogram_top_hz double precision not null,
    fingerprint text
);

-- What of the dataset could not be read, and what the last build left out of the voice's recordings, in words.
alter table voices add column dataset_notes text;
alter table voices add column notes text;
