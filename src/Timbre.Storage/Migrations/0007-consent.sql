-- What was decided about consents, withdrawn and erased: each voice's records a chain of its own, signed. A record outlives its voice, so it
-- refers to none: voice_hash is SHA-256 of the voice's uuid, which nobody can turn back.
create table consent_records (
    voice_hash text not null,
    sequence integer not null,
    account_id text not null,
    kind text not null,
    verdict text not null,
    build integer not null,
    audio_sha256 text,
    data_sha256 text,
    body text not null,
    hash text not null unique,
    signature text not null,
    created_at bigint not null,
    primary key (voice_hash, sequence)
);
create index consent_records_of_audio on consent_records (audio_sha256);

-- What an accepted consent is known by when it comes again, and whose voice it is; gone with its voice. What was withdrawn stays until then, too.
create table consent_marks (
    id text not null primary key,
    voice_id text not null references voices (id) on delete cascade,
    account_id text not null,
    is_revoked boolean not null,
    fingerprint text not null,
    speaker text not null,
    speaker_version text not null,
    created_at bigint not null
);
create index consent_marks_of_voice on consent_marks (voice_id);
create index consent_marks_of_account on consent_marks (account_id);

-- The sentence that the next consent of a voice has to hold besides its statement.
create table consent_challenges (
    voice_id text not null primary key references voices (id) on delete cascade,
    sentence text not null,
    expires_at bigint not null,
    created_at bigint not null
);

-- The sentence that was asked for when the consent came, and why it was refused.
alter table consents add column challenge text;
alter table consents add column issue text;

-- The record that lets the model speak; null where none does. What was built before anybody checked consents speaks on only for accounts that need none.
alter table voices add column model_permit text;
update voices set model_permit = 'authorized_uploader' where model_blob is not null and account_id in (select id from accounts where authorized_uploader);
