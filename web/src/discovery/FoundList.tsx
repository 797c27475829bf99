import { Badge, Button, Group, Loader, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChevronRight, IconDeviceCctv, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { useCameras } from '../api/queries';
import type { FoundCamera } from '../api/types';
import { Empty, Trouble } from '../ui/states';
import { useWords } from '../words/words';

/** Who answered in the network; a device that does not announce itself is named by its address. */
export function FoundList({ onChoose }: { onChoose: (found: FoundCamera) => void }) {
  const { t } = useWords();
  const cameras = useCameras();
  const search = useQuery({ queryKey: ['onvif-search'], queryFn: ({ signal }) => api.findCameras(signal), staleTime: 60_000, gcTime: 60_000, retry: false });
  const [address, setAddress] = useState('');
  const host = address.trim();

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('find.intro')}
      </Text>
      {search.isFetching && (
        <Group gap="sm" role="status">
          <Loader size="sm" type="dots" />
          <Text size="sm">{t('find.searching')}</Text>
        </Group>
      )}
      {search.error && !search.isFetching && <Trouble error={search.error} onRetry={() => void search.refetch()} />}
      {search.data && !search.isFetching && (
        <>
          {search.data.length === 0 && <Empty icon={<IconDeviceCctv size={40} stroke={1.4} />} title={t('find.nothing')} text={t('find.nothingText')} />}
          <ul className="v-plain" aria-label={t('find.found')}>
            {search.data.map((found) => {
              const known = cameras.data?.find(({ id }) => id === found.deviceId);
              return (
                <li key={found.url}>
                  <UnstyledButton className="v-found" onClick={() => onChoose(found)} data-testid="found-camera">
                    <span style={{ minWidth: 0 }}>
                      <strong>{found.name || found.hardware || found.address}</strong>
                      <Text size="xs" c="dimmed" truncate>
                        {[found.hardware, found.address, found.location].filter(Boolean).join(' · ')}
                      </Text>
                    </span>
                    {known ? (
                      <Badge variant="light" tt="none" style={{ flex: 'none' }} title={known.name}>
                        {t('find.known')}
                      </Badge>
                    ) : (
                      <IconChevronRight size={18} />
                    )}
                  </UnstyledButton>
                </li>
              );
            })}
          </ul>
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={() => void search.refetch()}>
            {t('find.again')}
          </Button>
        </>
      )}
      <form
        aria-label={t('find.byAddress')}
        onSubmit={(event) => {
          event.preventDefault();
          if (host) onChoose({ url: /^https?:/i.test(host) ? host : `http://${host}/onvif/device_service`, name: '', hardware: '', location: '', address: host });
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            style={{ flex: 1 }}
            label={t('find.byAddress')}
            placeholder="192.168.1.20"
            autoCapitalize="none"
            spellCheck={false}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!host}>
            {t('find.ask')}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
