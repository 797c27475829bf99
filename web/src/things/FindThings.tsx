import { Badge, Button, Drawer, Group, Loader, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChevronRight, IconPlug, IconRefresh } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { things } from '../api/places';
import type { FoundThing } from '../api/placesTypes';
import { asProblem } from '../api/problem';
import { Empty, Trouble } from '../ui/states';
import { useWords } from '../words/words';
import { addressTrouble, troubleOf } from './federation';
import { FederationAlert } from './FederationAlert';
import { FederateSteps } from './FederateThing';

const searchSeconds = 4;
const hostOf = (url: string): string => /^[a-z]+:\/\/([^/?#]+)/i.exec(url)?.[1] ?? url;

/** Searches the network, or asks a directory, and leads to a thing that is taken in. */
export function FindThings({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<FoundThing>();
  const [directory, setDirectory] = useState<string>();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={500}
      title={chosen ? (chosen.title ?? t('federate.title')) : t('findThings.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {chosen ? (
        <FederateSteps address={chosen.url} onBack={() => setChosen(undefined)} onDone={onClose} />
      ) : (
        <Found directory={directory} onDirectory={setDirectory} onChoose={setChosen} />
      )}
    </Drawer>
  );
}

interface FoundProps {
  directory: string | undefined;
  onDirectory: (directory: string | undefined) => void;
  onChoose: (found: FoundThing) => void;
}

function Found({ directory, onDirectory, onChoose }: FoundProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(directory ?? '');
  const [trouble, setTrouble] = useState<ReturnType<typeof addressTrouble>>();
  const search = useQuery({
    queryKey: ['thing-search', directory ?? ''],
    queryFn: ({ signal }) => things.discover(directory ? { directory } : { seconds: searchSeconds }, signal),
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  const ask = (event: SyntheticEvent) => {
    event.preventDefault();
    const wrong = addressTrouble(typed);
    setTrouble(wrong);
    if (wrong) return;
    const address = /^https?:\/\//i.test(typed.trim()) ? typed.trim() : `http://${typed.trim()}`;
    if (address === directory) void search.refetch();
    else onDirectory(address);
  };
  const problem = search.isFetching ? null : search.error;

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('findThings.intro')}
      </Text>
      {search.isFetching && (
        <Group gap="sm" role="status">
          <Loader size="sm" type="dots" />
          <Text size="sm">{t(directory ? 'findThings.asking' : 'findThings.searching')}</Text>
        </Group>
      )}
      {problem && (troubleOf(asProblem(problem)) ? <FederationAlert problem={asProblem(problem)} /> : <Trouble error={problem} onRetry={() => void search.refetch()} />)}
      {search.data && !search.isFetching && (
        <>
          {search.data.length === 0 && <Empty icon={<IconPlug size={40} stroke={1.4} />} title={t('findThings.nothing')} text={t(directory ? 'findThings.nothingThere' : 'findThings.nothingText')} />}
          <ul className="v-plain" aria-label={t('findThings.found')}>
            {search.data.map((found) => (
              <li key={found.url}>
                <UnstyledButton className="v-found" onClick={() => onChoose(found)} data-testid="found-thing" data-federated={found.federated}>
                  <span style={{ minWidth: 0 }}>
                    <strong>{found.title ?? found.id ?? hostOf(found.url)}</strong>
                    <Text size="xs" c="dimmed" truncate>
                      {found.url}
                    </Text>
                  </span>
                  {found.federated ? (
                    <Badge variant="light" tt="none" style={{ flex: 'none' }}>
                      {t('find.known')}
                    </Badge>
                  ) : (
                    <IconChevronRight size={18} aria-hidden />
                  )}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </>
      )}
      {!search.isFetching && (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={() => (directory ? onDirectory(undefined) : void search.refetch())}>
          {t(directory ? 'findThings.network' : 'find.again')}
        </Button>
      )}
      <form aria-label={t('findThings.directory')} noValidate onSubmit={ask}>
        <Group align="flex-end" gap="sm">
          <TextInput
            style={{ flex: 1 }}
            label={t('findThings.directory')}
            description={t('findThings.directoryHint')}
            placeholder="http://192.168.1.5:8081/things"
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            error={trouble && t(trouble)}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {t('find.ask')}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
