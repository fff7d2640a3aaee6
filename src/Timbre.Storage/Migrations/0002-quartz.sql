-- The tables of Quartz.NET's ADO job store, by its names; nothing of a user's is ever written into them.
create table qrtz_job_details (
    sched_name varchar(120) not null, job_name varchar(150) not null, job_group varchar(150) not null,
    description varchar(250), job_class_name varchar(250) not null,
    is_durable boolean not null, is_nonconcurrent boolean not null, is_update_data boolean not null, requests_recovery boolean not null,
    job_data {bytes},
    primary key (sched_name, job_name, job_group)
);
create table qrtz_triggers (
    sched_name varchar(120) not null, trigger_name varchar(150) not null, trigger_group varchar(150) not null,
    job_name varchar(150) not null, job_group varchar(150) not null, description varchar(250),
    next_fire_time bigint, prev_fire_time bigint, priority integer, trigger_state varchar(16) not null, trigger_type varchar(8) not null,
    start_time bigint not null, end_time bigint, calendar_name varchar(200), misfire_instr integer, misfire_orig_fire_time bigint,
    execution_group varchar(200), preferred_node varchar(200), preferred_node_auto boolean not null default false,
    job_data {bytes},
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, job_name, job_group) references qrtz_job_details (sched_name, job_name, job_group)
);
create table qrtz_simple_triggers (
    sched_name varchar(120) not null, trigger_name varchar(150) not null, trigger_group varchar(150) not null,
    repeat_count bigint not null, repeat_interval bigint not null, times_triggered bigint not null,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
create table qrtz_simprop_triggers (
    sched_name varchar(120) not null, trigger_name varchar(150) not null, trigger_group varchar(150) not null,
    str_prop_1 varchar(512), str_prop_2 varchar(512), str_prop_3 varchar(512),
    int_prop_1 integer, int_prop_2 integer, long_prop_1 bigint, long_prop_2 bigint,
    dec_prop_1 numeric, dec_prop_2 numeric, bool_prop_1 boolean, bool_prop_2 boolean, time_zone_id varchar(80),
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
create table qrtz_cron_triggers (
    sched_name varchar(120) not null, trigger_name varchar(150) not null, trigger_group varchar(150) not null,
    cron_expression varchar(250) not null, time_zone_id varchar(80),
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
create table qrtz_blob_triggers (
    sched_name varchar(120) not null, trigger_name varchar(150) not null, trigger_group varchar(150) not null,
    blob_data {bytes},
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
create table qrtz_calendars (
    sched_name varchar(120) not null, calendar_name varchar(200) not null, calendar {bytes} not null,
    primary key (sched_name, calendar_name)
);
create table qrtz_paused_trigger_grps (
    sched_name varchar(120) not null, trigger_group varchar(150) not null,
    primary key (sched_name, trigger_group)
);
create table qrtz_fired_triggers (
    sched_name varchar(120) not null, entry_id varchar(140) not null, trigger_name varchar(150) not null, trigger_group varchar(150) not null,
    instance_name varchar(200) not null, fired_time bigint not null, sched_time bigint not null, priority integer not null,
    state varchar(16) not null, job_name varchar(150), job_group varchar(150), is_nonconcurrent boolean, requests_recovery boolean,
    execution_group varchar(200),
    primary key (sched_name, entry_id)
);
create table qrtz_scheduler_state (
    sched_name varchar(120) not null, instance_name varchar(200) not null, last_checkin_time bigint not null, checkin_interval bigint not null,
    primary key (sched_name, instance_name)
);
create table qrtz_locks (
    sched_name varchar(120) not null, lock_name varchar(40) not null,
    primary key (sched_name, lock_name)
);
create index qrtz_triggers_by_time on qrtz_triggers (sched_name, trigger_state, next_fire_time);
