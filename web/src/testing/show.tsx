import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { keys } from '../api/queries';
import { WordsProvider, type Language } from '../words/words';
import { someone } from './fixtures';

/** Renders with all that pages stand on, without motion and without retries. The reader is an administrator until `api.me` tells otherwise. */
export function show(what: ReactNode, language: Language = 'en', at = '/') {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(keys.me, someone(), { updatedAt: 0 });
  return render(
    <WordsProvider initial={language}>
      <MantineProvider env="test">
        <QueryClientProvider client={client}>
          <MemoryRouter initialEntries={[at]}>{what}</MemoryRouter>
        </QueryClientProvider>
      </MantineProvider>
    </WordsProvider>,
  );
}
