create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The log of actions is append-only.';
end $$;

create trigger actions_stay before update or delete on actions for each row execute function refuse_change();
create trigger actions_remain before truncate on actions for each statement execute function refuse_change();
