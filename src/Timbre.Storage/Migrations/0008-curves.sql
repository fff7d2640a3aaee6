-- How the last build's training went, pass by pass, as JSON: a point each, 64 at most. Null for rapid voices, and until there is something to show.
alter table voices add column curve text;
