import { Stack, Text } from '@mantine/core';
import { useEvidenceKeys } from '../api/footageQueries';
import { Copyable } from '../ui/Copyable';
import { useWords } from '../words/words';

/** How anybody checks a sealed export, and by which key. */
export function HowToVerify({ file = 'FILE' }: { file?: string }) {
  const { t } = useWords();
  const { data } = useEvidenceKeys();
  const current = data?.find(({ until }) => !until);
  return (
    <Stack gap="xs" data-testid="how-to-verify">
      <Text size="sm">{t('evidence.verifyText')}</Text>
      <Copyable value={`vedette verify ${file}`} />
      <Text size="sm">{t('evidence.verifyWhat')}</Text>
      {current && <Copyable label={t('evidence.fingerprint')} value={current.fingerprint} />}
    </Stack>
  );
}
