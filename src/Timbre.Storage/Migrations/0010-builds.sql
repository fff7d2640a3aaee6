-- How a voice's build goes, one row a voice; voices keep what a voice is: name, type, dataset, model, permit.
create table builds (
    voice_id text not null primary key references voices (id) on delete cascade,
    number integer not null,
    status text not null,
    stage text not null,
    fraction double precision not null,
    seconds_left double precision,
    issue text,
    notes text,
    curve text,
    fill boolean not null
);
insert into builds (voice_id, number, status, stage, fraction, seconds_left, issue, notes, curve, fill)
    select id, build, status, stage, fraction, seconds_left, issue, notes, curve, fill from voices;
alter table voices drop column build;
alter table voices drop column status;
alter table voices drop column stage;
alter table voices drop column fraction;
alter table voices drop column seconds_left;
alter table voices drop column issue;
alter table voices drop column notes;
alter table voices drop column curve;
alter table voices drop column fill;

-- A build that was under way goes on at the step that it was at; what decided about consents had to analyse first, which is a step of its own.
update jobs set kind = 'build', queue = 'build/' || case kind when 'ingest' then 'ingest' when 'consent' then 'analyse' else 'train' end,
    arguments = replace(replace(arguments, '"build":', '"number":'), '}', ',"step":"' || case kind when 'ingest' then 'ingest' when 'consent' then 'analyse' else 'train' end || '"}')
where kind in ('ingest', 'consent', 'train');
