import { ExportList } from '../exports/ExportList';
import { PageHead } from '../ui/PageHead';
import { exportsSection, SectionNav } from '../ui/SectionNav';
import { useWords } from '../words/words';

export function ExportsPage() {
  const { t } = useWords();
  return (
    <>
      <PageHead title={t('nav.exports')} />
      <SectionNav section={exportsSection} />
      <div className="v-card">
        <ExportList />
      </div>
    </>
  );
}
