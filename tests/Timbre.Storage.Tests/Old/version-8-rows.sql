insert into accounts (id, name, plan, authorized_uploader, webhook_secret, created_at) values ('a', 'Ada', 'pro', true, 's', 7);
insert into voices (id, account_id, name, voice_type, language, dataset_url, status, issue, fill, build, stage, fraction, seconds_left, dataset_done, dataset_seconds, model_build, notes, curve, created_at, updated_at) values
    ('v1', 'a', 'Ingest', 'professional', 'en-US', 'u', 'initializing', null, false, 1, 'downloading', 0.5, 3.5, false, 0, 0, null, null, 7, 8),
    ('v2', 'a', 'Consent', 'rapid', 'en-US', null, 'running', null, true, 2, 'queued', 0, null, false, 0, 1, 'n', null, 7, 8),
    ('v3', 'a', 'Train', 'professional', 'en-US', 'u', 'running', null, false, 3, 'training', 0.25, 60, true, 9, 0, null, '[]', 7, 8),
    ('v4', 'a', 'Refused', 'rapid', 'en-US', null, 'dataset_issue', 'Too little.', false, 4, 'stopped', 0, null, false, 0, 0, null, null, 7, 8),
    ('v5', 'a', 'Done', 'rapid', 'en-US', null, 'finished', null, false, 5, 'finished', 1, null, false, 0, 5, null, null, 7, 8),
    ('v6', 'a', 'Rapid dataset', 'rapid', 'en-US', 'u', 'running', null, false, 2, 'analysing', 0.75, null, false, 0, 0, null, null, 7, 8);
insert into projects (id, account_id, name, description, is_collaborative, is_archived, created_at, updated_at) values ('p', 'a', 'P', '', false, false, 7, 7);
insert into batches (id, account_id, project_id, voice_id, link_base, created_at, updated_at) values ('b', 'a', 'p', 'v5', 'l', 7, 7);
insert into clips (id, account_id, project_id, voice_id, place, title, body, is_archived, output_format, precision, sample_rate, include_timestamps, suggestions,
    status, issues, version, character_count, created_at, updated_at)
    values ('c', 'a', 'p', 'v5', 0, '', 'Hello.', false, 'wav', 'PCM_16', 16000, false, false, 'rendering', '[]', 3, 6, 7, 7);
insert into intents (id, kind, voice_id, clip_id, batch_id, build, state, attempts, due_at, created_at) values
    ('i1', 'ingest', 'v1', null, null, 1, 'waiting', 2, 10, 1),
    ('i2', 'consent', 'v2', null, null, 2, 'scheduled', 0, 11, 2),
    ('i3', 'train', 'v3', null, null, 3, 'scheduled', 1, 12, 3),
    ('i4', 'analyse', 'v3', null, null, 0, 'waiting', 0, 13, 4),
    ('i5', 'analyse-again', 'v4', null, null, 0, 'waiting', 0, 14, 5),
    ('i6', 'deliver', 'v4', null, null, 0, 'waiting', 0, 15, 6),
    ('i7', 'deliver-clip', null, 'c', null, 0, 'waiting', 0, 16, 7),
    ('i8', 'deliver-batch', null, null, 'b', 0, 'scheduled', 0, 17, 8),
    ('i9', 'render', 'v5', 'c', null, 3, 'waiting', 0, 18, 9),
    ('ia', 'batch', 'v5', null, 'b', 1, 'waiting', 0, 19, 10),
    ('ib', 'ingest', 'v6', null, null, 2, 'scheduled', 0, 20, 11);
insert into qrtz_job_details (sched_name, job_name, job_group, job_class_name, is_durable, is_nonconcurrent, is_update_data, requests_recovery)
    values ('timbre', 'n', 'i2', 'Timbre.Server.Jobs.RunIntent, Timbre.Server', false, false, false, true);
