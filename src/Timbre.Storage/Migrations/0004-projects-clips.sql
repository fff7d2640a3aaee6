create table projects (
    id text not null primary key,
    account_id text not null references accounts (id) on delete cascade,
    name text not null,
    description text not null,
    is_collaborative boolean not null,
    is_archived boolean not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index projects_of_account on projects (account_id, created_at);

create table batches (
    id text not null primary key,
    account_id text not null references accounts (id) on delete cascade,
    project_id text not null references projects (id) on delete cascade,
    voice_id text not null references voices (id) on delete cascade,
    callback_uri text,
    link_base text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index batches_of_project on batches (project_id, created_at);
create index batches_of_voice on batches (voice_id);

-- A voice that is erased takes what it has said with it: the sound of a clip lies in its voice's folder.
create table clips (
    id text not null primary key,
    account_id text not null references accounts (id) on delete cascade,
    project_id text not null references projects (id) on delete cascade,
    voice_id text not null references voices (id) on delete cascade,
    batch_id text references batches (id) on delete cascade,
    place integer not null,
    title text not null,
    body text not null,
    is_archived boolean not null,
    output_format text not null,
    precision text not null,
    sample_rate integer not null,
    include_timestamps boolean not null,
    suggestions boolean not null,
    status text not null,
    issues text not null,
    version integer not null,
    blob text,
    seconds double precision,
    character_count integer not null,
    timestamps text,
    last_generated_at bigint,
    created_at bigint not null,
    updated_at bigint not null
);
create index clips_of_project on clips (project_id, created_at);
create index clips_of_voice on clips (voice_id);
create index clips_of_batch on clips (batch_id, place);

-- Who wants to hear of a rendering: one row for each request, gone when its callback is written.
create table clip_waiters (
    id text not null primary key,
    clip_id text not null references clips (id) on delete cascade,
    url text not null,
    link_base text not null,
    created_at bigint not null
);
create index waiters_of_clip on clip_waiters (clip_id, created_at);

create table phonemes (
    id text not null primary key,
    account_id text not null references accounts (id) on delete cascade,
    word text not null,
    phonetic_transcription text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index phonemes_of_account on phonemes (account_id, created_at);

create table term_substitutions (
    id text not null primary key,
    account_id text not null references accounts (id) on delete cascade,
    original_text text not null,
    replacement_text text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index substitutions_of_account on term_substitutions (account_id, created_at);

-- Work may also be for a clip or a batch, and a callback about one. SQLite cannot loosen a column, so the tables are made anew.
create table new_intents (
    id text not null primary key,
    kind text not null,
    voice_id text references voices (id) on delete cascade,
    clip_id text references clips (id) on delete cascade,
    batch_id text references batches (id) on delete cascade,
    build integer not null,
    state text not null,
    attempts integer not null,
    due_at bigint not null,
    created_at bigint not null
);
insert into new_intents (id, kind, voice_id, build, state, attempts, due_at, created_at)
    select id, kind, voice_id, build, state, attempts, due_at, created_at from intents;

create table new_callbacks (
    id text not null primary key,
    voice_id text references voices (id) on delete cascade,
    clip_id text references clips (id) on delete cascade,
    batch_id text references batches (id) on delete cascade,
    sequence integer not null,
    url text not null,
    status text not null,
    body text not null,
    state text not null,
    attempts integer not null,
    due_at bigint not null,
    created_at bigint not null,
    delivered_at bigint,
    unique (voice_id, sequence),
    unique (clip_id, sequence),
    unique (batch_id, sequence)
);
insert into new_callbacks (id, voice_id, sequence, url, status, body, state, attempts, due_at, created_at, delivered_at)
    select id, voice_id, sequence, url, status, body, state, attempts, due_at, created_at, delivered_at from callbacks;

create table new_callback_attempts (
    id text not null primary key,
    callback_id text not null references new_callbacks (id) on delete cascade,
    attempted_at bigint not null,
    http_status integer,
    error text,
    seconds double precision not null
);
insert into new_callback_attempts (id, callback_id, attempted_at, http_status, error, seconds)
    select id, callback_id, attempted_at, http_status, error, seconds from callback_attempts;

drop table callback_attempts;
drop table callbacks;
drop table intents;
alter table new_intents rename to intents;
alter table new_callbacks rename to callbacks;
alter table new_callback_attempts rename to callback_attempts;
create index intents_of_voice on intents (voice_id);
create index intents_of_clip on intents (clip_id);
create index intents_of_batch on intents (batch_id);
create index intents_by_lane on intents (kind, state, created_at);
create index attempts_of_callback on callback_attempts (callback_id, attempted_at);
