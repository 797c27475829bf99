import { Alert, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { saveFile } from '../ui/saveFile';
import { useWords } from '../words/words';

/** Codes for the day the telephone is lost: shown once. */
export function RecoveryCodes({ codes, username, onKept }: { codes: string[]; username: string; onKept: () => void }) {
  const { t } = useWords();
  const text = codes.join('\n');
  const download = () => saveFile(new Blob([`${t('factor.fileHead', { name: username })}\n\n${text}\n`], { type: 'text/plain' }), 'vedette-recovery-codes.txt');
  return (
    <Alert color="green" title={t('factor.codesTitle')} data-testid="recovery-codes">
      <Stack gap="sm">
        <Text size="sm">{t('factor.codesText')}</Text>
        <ol className="v-codes">
          {codes.map((code) => (
            <li key={code} className="v-mono">
              {code}
            </li>
          ))}
        </ol>
        <Group justify="space-between">
          <Group gap="xs">
            <CopyButton value={text}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />} onClick={copy}>
                  {copied ? t('common.copied') : t('factor.copyAll')}
                </Button>
              )}
            </CopyButton>
            <Button size="xs" variant="default" leftSection={<IconDownload size={15} />} onClick={download}>
              {t('factor.download')}
            </Button>
          </Group>
          <Button size="xs" onClick={onKept}>
            {t('factor.keptThem')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
