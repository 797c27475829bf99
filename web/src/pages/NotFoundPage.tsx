import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Mark } from '../ui/Mark';
import { Empty } from '../ui/states';
import { useWords } from '../words/words';

export function NotFoundPage() {
  const { t } = useWords();
  return (
    <Empty icon={<Mark size={48} />} title={t('common.notFoundTitle')} text={t('common.notFoundText')}>
      <Button component={Link} to="/">
        {t('common.goHome')}
      </Button>
    </Empty>
  );
}
