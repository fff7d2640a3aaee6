-- Keys that every server on this database must share: a link signed by one is opened by all.
create table secrets (
    name text not null primary key,
    value {bytes} not null,
    created_at bigint not null
);
