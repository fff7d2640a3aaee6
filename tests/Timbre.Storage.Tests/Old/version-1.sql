create table accounts (
    id text not null primary key,
    name text not null unique,
    plan text not null,
    authorized_uploader boolean not null,
    company text,
    webhook_secret text not null,
    previous_webhook_secret text,
    previous_secret_until bigint,
    created_at bigint not null
);

create table keys (
    id text not null primary key,
    account_id text not null references accounts (id) on delete cascade,
    label text,
    prefix text not null,
    hash text not null unique,
    created_at bigint not null,
    last_used_at bigint,
    revoked_at bigint
);
create index keys_of_account on keys (account_id);

create table voices (
    id text not null primary key,
    account_id text not null references accounts (id) on delete cascade,
    name text not null,
    description text,
    voice_type text not null,
    language text not null,
    dataset_url text,
    callback_uri text,
    status text not null,
    issue text,
    fill boolean not null,
    build integer not null,
    stage text not null,
    fraction double precision not null,
    seconds_left double precision,
    dataset_sha256 text,
    dataset_done boolean not null,
    dataset_seconds double precision not null,
    model_blob text,
    model_build integer not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index voices_of_account on voices (account_id, created_at);

create table consents (
    voice_id text not null primary key references voices (id) on delete cascade,
    blob text,
    sha256 text not null,
    seconds double precision not null,
    status text not null,
    created_at bigint not null
);

create table recordings (
    id text not null primary key,
    voice_id text not null references voices (id) on delete cascade,
    name text not null,
    text text,
    emotion text,
    is_active boolean not null,
    fill boolean not null,
    source text not null,
    original_blob text not null,
    original_type text not null,
    work_blob text not null,
    sha256 text not null,
    rate_hz integer not null,
    seconds double precision not null,
    speech_seconds double precision not null,
    is_silent boolean not null,
    is_outlier boolean not null,
    stoi_score double precision,
    pesq_score double precision,
    si_dr_score double precision,
    resemble_sample_score double precision,
    created_at bigint not null,
    updated_at bigint not null,
    unique (voice_id, name)
);
create index recordings_of_voice on recordings (voice_id, created_at, id);

create table intents (
    id text not null primary key,
    kind text not null,
    voice_id text not null references voices (id) on delete cascade,
    build integer not null,
    state text not null,
    attempts integer not null,
    due_at bigint not null,
    created_at bigint not null
);
create index intents_of_voice on intents (voice_id);
create index intents_by_lane on intents (kind, state, created_at);

create table callbacks (
    id text not null primary key,
    voice_id text not null references voices (id) on delete cascade,
    sequence integer not null,
    url text not null,
    status text not null,
    body text not null,
    state text not null,
    attempts integer not null,
    due_at bigint not null,
    created_at bigint not null,
    delivered_at bigint,
    unique (voice_id, sequence)
);

create table callback_attempts (
    id text not null primary key,
    callback_id text not null references callbacks (id) on delete cascade,
    attempted_at bigint not null,
    http_status integer,
    error text,
    seconds double precision not null
);
create index attempts_of_callback on callback_attempts (callback_id, attempted_at);
