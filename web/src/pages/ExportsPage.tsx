import { ExportList } from '../exports/ExportList';
import { PageHead } from '../ui/PageHead';
import { useWords } from '../words/words';

export function ExportsPage() {
  const { t } = useWords();
  return (
    <>
      <PageHead title={t('nav.exports')} />
      <div className="v-card">
        <ExportList />
      </div>
    </>
  );
}
