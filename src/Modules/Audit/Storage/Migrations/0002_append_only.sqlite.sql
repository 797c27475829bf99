create trigger actions_stay before update on actions begin select raise(abort, 'The log of actions is append-only.'); end;
create trigger actions_remain before delete on actions begin select raise(abort, 'The log of actions is append-only.'); end;
