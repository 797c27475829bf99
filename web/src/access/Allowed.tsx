import { notifications } from '@mantine/notifications';
import { useEffect, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useMe } from '../api/queries';
import { useMay } from '../api/useMay';
import { Trouble, Waiting } from '../ui/states';
import { useWords } from '../words/words';
import { mayOpen } from './pageRules';

/** Shows a page to those it is for; others land on their home page and are told why. */
export function Allowed({ children }: { children: ReactNode }) {
  const me = useMe();
  const reader = useMay();
  const { pathname } = useLocation();
  if (!me.data) return me.error ? <Trouble error={me.error} onRetry={() => void me.refetch()} /> : <Waiting />;
  return mayOpen(pathname, reader) ? children : <Away />;
}

function Away() {
  const { t } = useWords();
  useEffect(() => {
    notifications.show({ id: 'not-for-you', color: 'yellow', autoClose: 8000, title: t('access.notForYouTitle'), message: t('access.notForYou') });
  }, [t]);
  return <Navigate to="/" replace />;
}
