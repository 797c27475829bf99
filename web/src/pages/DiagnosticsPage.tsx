import { ActionIcon, Button, Text } from '@mantine/core';
import { IconArrowLeft, IconFileDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client';
import { useCameraViews, useDiagnostics, browserTimeZone } from '../api/queries';
import { AdviceList } from '../diagnostics/AdviceList';
import { StreamFigures } from '../diagnostics/StreamFigures';
import { safeFileName } from '../ui/fileName';
import { tellProblem } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { saveFile } from '../ui/saveFile';
import { SkeletonRows, Trouble } from '../ui/states';
import { causeTitle, moment } from '../words/format';
import { useWords } from '../words/words';

/** Why a camera does what it does: figures, troubles, advice. */
export function DiagnosticsPage() {
  const { t, language } = useWords();
  const { cameraId = '' } = useParams();
  const { views } = useCameraViews();
  const view = views?.find(({ device }) => device.id === cameraId);
  const timeZone = view?.timeZone ?? browserTimeZone;
  const diagnostics = useDiagnostics(cameraId);
  const [busy, setBusy] = useState(false);

  const download = async () => {
    setBusy(true);
    try {
      saveFile(await api.transcript(cameraId), `${safeFileName(data?.name ?? cameraId)}-transcript.txt`);
    } catch (error) {
      tellProblem(error, t);
    } finally {
      setBusy(false);
    }
  };

  const { data } = diagnostics;
  const name = view?.device.name ?? data?.name ?? '';
  return (
    <>
      <PageHead
        title={name ? t('diagnosis.titleOf', { name }) : t('diagnosis.title')}
        start={
          <ActionIcon component={Link} to={`/cameras/${cameraId}`} variant="subtle" color="gray" aria-label={t('common.back')}>
            <IconArrowLeft size={19} />
          </ActionIcon>
        }
      >
        <Button size="xs" variant="default" leftSection={<IconFileDownload size={15} />} loading={busy} onClick={() => void download()} data-testid="transcript">
          {t('diagnosis.transcript')}
        </Button>
      </PageHead>
      {diagnostics.error && !data && <Trouble error={diagnostics.error} onRetry={() => void diagnostics.refetch()} />}
      {diagnostics.isPending && <SkeletonRows count={6} />}
      {data && (
        <div className="v-diagnosis">
          <section className="v-card v-card-pad" aria-labelledby="advice-title">
            <h2 id="advice-title">{t('diagnosis.advice')}</h2>
            <AdviceList advice={data.advice} />
          </section>
          {data.streams.map((stream) => (
            <section key={stream.choice} className="v-card v-card-pad" aria-label={t(`diagnosis.${stream.choice}`)} data-testid="stream-figures" data-choice={stream.choice}>
              <h2>
                {t(`diagnosis.${stream.choice}`)}
                <span className="v-muted" style={{ display: 'inline-flex', alignItems: 'center', gap: 7, fontWeight: 400 }}>
                  <span className="v-dot" data-state={stream.state} />
                  {t(`state.${stream.state}`)}
                </span>
              </h2>
              <StreamFigures stream={stream} timeZone={timeZone} />
            </section>
          ))}
          <section className="v-card v-card-pad" aria-labelledby="errors-title">
            <h2 id="errors-title">{t('diagnosis.errors')}</h2>
            {data.errors.length === 0 ? (
              <Text size="sm" className="v-muted">
                {t('diagnosis.noErrors')}
              </Text>
            ) : (
              <ul className="v-plain">
                {data.errors.map((trouble) => (
                  <li key={`${trouble.at}${trouble.stream ?? ''}`} className="v-trouble">
                    <time dateTime={trouble.at} className="v-num v-muted">
                      {moment(trouble.at, timeZone, language)}
                    </time>
                    <span>
                      <strong>{causeTitle(trouble.cause, t)}</strong>
                      <Text size="xs" c="dimmed" lang="en">
                        {trouble.message}
                      </Text>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <Text size="xs" c="dimmed">
            {t('diagnosis.transcriptHint')}
          </Text>
        </div>
      )}
    </>
  );
}
