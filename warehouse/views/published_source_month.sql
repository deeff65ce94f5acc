-- mart.published_source_month: mart.source_month_at_horizon of the published state, kept as a table that publishing refreshes.
create materialized view mart.published_source_month as
select * from mart.source_month_at_horizon;
create unique index published_source_month_month on mart.published_source_month (month, source_key) nulls not distinct;
analyze mart.published_source_month;
comment on materialized view mart.published_source_month is 'Months in which sources were awake, of the published state, as kept at publication. Ask mart.coverage_by_month, which also knows the day that is set';
comment on column mart.published_source_month.month is 'First day of the month; null: reports without a day of publication';
comment on column mart.published_source_month.source_key is 'Key of the source; null: some source was asked in that month, well or not';
comment on column mart.published_source_month.reports is 'Reports of that month that are held, copies included';
comment on column mart.published_source_month.relevant_reports is 'Reports among them on North Korean workers abroad';
