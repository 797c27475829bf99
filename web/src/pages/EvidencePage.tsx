import { Badge, Button, Code, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconFileDownload, IconKey, IconRotate } from '@tabler/icons-react';
import { useState } from 'react';
import { footage } from '../api/footage';
import { footageKeys, useEvidenceKeys } from '../api/footageQueries';
import type { EvidenceKey } from '../api/footageTypes';
import { browserTimeZone } from '../api/queries';
import { HowToVerify } from '../evidence/HowToVerify';
import { useMay } from '../api/useMay';
import { Card } from '../ui/Card';
import { Confirm } from '../ui/Confirm';
import { Copyable } from '../ui/Copyable';
import { tell } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { saveFile } from '../ui/saveFile';
import { exportsSection, SectionNav } from '../ui/SectionNav';
import { SkeletonRows, Trouble } from '../ui/states';
import { moment } from '../words/format';
import { useWords } from '../words/words';

/** The keys that vouch for the footage, and how anybody checks what they signed. */
export function EvidencePage() {
  const { t } = useWords();
  const client = useQueryClient();
  const { data, error, refetch } = useEvidenceKeys();
  const [asking, setAsking] = useState(false);
  const { isAdministrator } = useMay();
  return (
    <>
      <PageHead title={t('evidence.title')} />
      <SectionNav section={exportsSection} />
      <p className="v-intro">{t('evidence.intro')}</p>
      <div className="v-pair">
        <Card
          title={t('evidence.keys')}
          end={
            isAdministrator && (
              <Button className="v-push" size="xs" variant="default" leftSection={<IconRotate size={15} />} disabled={!data} onClick={() => setAsking(true)}>
                {t('evidence.rotate')}
              </Button>
            )
          }
        >
          {!data && (error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={2} height={72} />)}
          {data?.length === 0 && <Text size="sm">{t('evidence.noKeys')}</Text>}
          <ul className="v-plain">
            {data?.toSorted((a, b) => b.since.localeCompare(a.since)).map((key) => (
              <OneKey key={key.id} value={key} />
            ))}
          </ul>
        </Card>
        <Card title={t('evidence.verifyTitle')}>
          <HowToVerify />
        </Card>
      </div>
      <Confirm
        opened={asking}
        title={t('evidence.rotateTitle')}
        text={t('evidence.rotateText')}
        action={t('evidence.rotate')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await footage.rotateEvidenceKey();
          await client.invalidateQueries({ queryKey: footageKeys.evidenceKeys });
          tell(t('evidence.rotated'));
        }}
      />
    </>
  );
}

function OneKey({ value: key }: { value: EvidenceKey }) {
  const { t, language } = useWords();
  const [shown, setShown] = useState(false);
  const at = (instant: string) => moment(instant, browserTimeZone, language);
  return (
    <li className="v-key" data-testid="evidence-key" data-current={!key.until}>
      <div className="v-cardhead" style={{ marginBottom: 6 }}>
        <IconKey size={17} aria-hidden />
        <strong>{key.algorithm}</strong>
        {!key.until && (
          <Badge variant="light" color="green">
            {t('evidence.keyCurrent')}
          </Badge>
        )}
        <span className="v-muted v-small v-num">{key.until ? t('evidence.keyFromTo', { from: at(key.since), to: at(key.until) }) : t('evidence.keySince', { time: at(key.since) })}</span>
      </div>
      <Copyable label={t('evidence.fingerprint')} value={key.fingerprint} />
      <div className="v-filebuttons">
        <Button size="xs" variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'evidence.hidePem' : 'evidence.showPem')}
        </Button>
        <Button size="xs" variant="subtle" leftSection={<IconFileDownload size={14} />} onClick={() => saveFile(new Blob([key.publicKeyPem], { type: 'application/x-pem-file' }), `vedette-${key.id}.pem`)}>
          {t('evidence.downloadPem')}
        </Button>
      </div>
      {shown && <Code block>{key.publicKeyPem}</Code>}
    </li>
  );
}
