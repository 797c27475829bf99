import { useArchive, useArchiveSettings } from '../api/footageQueries';
import { ArchiveForm } from '../archive/ArchiveForm';
import { ArchiveStatusCard } from '../archive/ArchiveStatusCard';
import { DeadLetters } from '../archive/DeadLetters';
import { Card } from '../ui/Card';
import { PageHead } from '../ui/PageHead';
import { SectionNav, storageSection } from '../ui/SectionNav';
import { SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

/** The second copy of the footage: where it goes, how it gets there, and what did not. */
export function ArchivePage() {
  const { t } = useWords();
  const status = useArchive();
  const settings = useArchiveSettings();
  return (
    <>
      <PageHead title={t('archive.title')} />
      <SectionNav section={storageSection} />
      <p className="v-intro">{t('archive.intro')}</p>
      <div className="v-pair">
        <div className="v-cards">
          {status.data ? <ArchiveStatusCard status={status.data} /> : status.error ? <Trouble error={status.error} onRetry={() => void status.refetch()} /> : <SkeletonRows count={3} />}
          {status.data && (status.data.kind !== 'none' || status.data.deadLetters > 0) && <DeadLetters />}
        </div>
        <Card title={t('archive.settings')}>
          {settings.data ? <ArchiveForm key={JSON.stringify(settings.data)} settings={settings.data} /> : settings.error ? <Trouble error={settings.error} onRetry={() => void settings.refetch()} /> : <SkeletonRows count={4} />}
        </Card>
      </div>
    </>
  );
}
