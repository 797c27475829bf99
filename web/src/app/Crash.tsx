import { Button, Code } from '@mantine/core';
import { useRouteError } from 'react-router';
import { Mark } from '../ui/Mark';
import { Empty } from '../ui/states';
import { useWords } from '../words/words';

export function Crash() {
  const { t } = useWords();
  const error = useRouteError();
  return (
    <Empty icon={<Mark size={48} />} title={t('common.crashTitle')} text={t('common.crashText')}>
      {error instanceof Error && <Code mb="md">{error.message}</Code>}
      <Button onClick={() => location.reload()}>{t('common.reload')}</Button>
    </Empty>
  );
}
