-- The five roles, one set a server and shared by every warehouse database on it. Run by the administrator, any number of times.
-- Passwords are set by warehouse.migrate; nothing here can be seen or changed by the roles themselves.
do $$
declare
    role_name text;
begin
    foreach role_name in array array['p8_owner', 'p8_loader', 'p8_analyst', 'p8_reviewer', 'p8_public']
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole', role_name);
        end if;
    end loop;
    -- databases are created for the owner: an administrator who is no superuser must be able to act as it
    if not pg_has_role(current_user, 'p8_owner', 'set') then
        execute format('grant p8_owner to %I with set true', current_user);
    end if;
end
$$;

alter role p8_analyst set statement_timeout = '60s';
alter role p8_reviewer set statement_timeout = '60s';
alter role p8_public set statement_timeout = '10s';
-- a question sorts and joins hundreds of thousands of claims: with the default of 4 MB in pieces on disk
alter role p8_analyst set work_mem = '32MB';
alter role p8_reviewer set work_mem = '32MB';
alter role p8_public set default_transaction_read_only = on;
