-- Slow work is a job of a typed record, written as JSON. A queue is a kind or a part of one; accounts take turns in it. owner, epoch and
-- lease_until say which server runs a job, for how many claims, and until when it counts as alive.
create table jobs (
    id text not null primary key,
    kind text not null,
    queue text not null,
    arguments text not null,
    voice_id text references voices (id) on delete cascade,
    clip_id text references clips (id) on delete cascade,
    batch_id text references batches (id) on delete cascade,
    account_id text not null references accounts (id) on delete cascade,
    state text not null,
    attempts integer not null,
    due_at bigint not null,
    created_at bigint not null,
    owner text,
    epoch integer not null,
    lease_until bigint
);
create index jobs_of_voice on jobs (voice_id);
create index jobs_of_clip on jobs (clip_id);
create index jobs_of_batch on jobs (batch_id);
create index jobs_of_queue on jobs (queue, state, account_id, due_at);
create index jobs_due on jobs (state, due_at);

-- Work that was under way goes on: what an older server had scheduled is queued again, what waited is due at its time. Ids are hexadecimal.
insert into jobs (id, kind, queue, arguments, voice_id, clip_id, batch_id, account_id, state, attempts, due_at, created_at, epoch)
    select id, kind, kind, '{"voice_id":"' || voice_id || '","build":' || build || '}', voice_id, null, null,
        (select account_id from voices where voices.id = voice_id), case when state = 'scheduled' then 'queued' else 'waiting' end, attempts, due_at, created_at, 0
    from intents where kind in ('ingest', 'consent', 'train') and voice_id is not null;
insert into jobs (id, kind, queue, arguments, voice_id, clip_id, batch_id, account_id, state, attempts, due_at, created_at, epoch)
    select id, 'analysis', case when kind = 'analyse' then 'analysis' else 'analysis/stale' end,
        '{"voice_id":"' || voice_id || '","is_stale":' || case when kind = 'analyse' then 'false' else 'true' end || '}', voice_id, null, null,
        (select account_id from voices where voices.id = voice_id), case when state = 'scheduled' then 'queued' else 'waiting' end, attempts, due_at, created_at, 0
    from intents where kind in ('analyse', 'analyse-again') and voice_id is not null;
insert into jobs (id, kind, queue, arguments, voice_id, clip_id, batch_id, account_id, state, attempts, due_at, created_at, epoch)
    select id, 'webhook', 'webhook/voice', '{"subject_kind":"voice","subject_id":"' || voice_id || '"}', voice_id, null, null,
        (select account_id from voices where voices.id = voice_id), case when state = 'scheduled' then 'queued' else 'waiting' end, attempts, due_at, created_at, 0
    from intents where kind = 'deliver' and voice_id is not null;
insert into jobs (id, kind, queue, arguments, voice_id, clip_id, batch_id, account_id, state, attempts, due_at, created_at, epoch)
    select id, 'webhook', 'webhook/clip', '{"subject_kind":"clip","subject_id":"' || clip_id || '"}', voice_id, clip_id, null,
        (select account_id from clips where clips.id = clip_id), case when state = 'scheduled' then 'queued' else 'waiting' end, attempts, due_at, created_at, 0
    from intents where kind = 'deliver-clip' and clip_id is not null;
insert into jobs (id, kind, queue, arguments, voice_id, clip_id, batch_id, account_id, state, attempts, due_at, created_at, epoch)
    select id, 'webhook', 'webhook/batch', '{"subject_kind":"batch","subject_id":"' || batch_id || '"}', voice_id, null, batch_id,
        (select account_id from batches where batches.id = batch_id), case when state = 'scheduled' then 'queued' else 'waiting' end, attempts, due_at, created_at, 0
    from intents where kind = 'deliver-batch' and batch_id is not null;
insert into jobs (id, kind, queue, arguments, voice_id, clip_id, batch_id, account_id, state, attempts, due_at, created_at, epoch)
    select id, 'clip', 'clip', '{"clip_id":"' || clip_id || '","voice_id":"' || voice_id || '","version":' || build || '}', voice_id, clip_id, null,
        (select account_id from clips where clips.id = clip_id), case when state = 'scheduled' then 'queued' else 'waiting' end, attempts, due_at, created_at, 0
    from intents where kind = 'render' and clip_id is not null;
insert into jobs (id, kind, queue, arguments, voice_id, clip_id, batch_id, account_id, state, attempts, due_at, created_at, epoch)
    select id, 'batch', 'batch', '{"batch_id":"' || batch_id || '","voice_id":"' || voice_id || '"}', voice_id, null, batch_id,
        (select account_id from batches where batches.id = batch_id), case when state = 'scheduled' then 'queued' else 'waiting' end, attempts, due_at, created_at, 0
    from intents where kind = 'batch' and batch_id is not null;
drop table intents;

-- Quartz's own rows name what ran intents; what is to be done stands in jobs, and Quartz is told of it at the next start.
delete from qrtz_fired_triggers;
delete from qrtz_simple_triggers;
delete from qrtz_triggers;
delete from qrtz_job_details;
