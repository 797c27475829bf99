import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { makeQueryClient } from '../api/queries';
import { CamerasPage } from '../pages/CamerasPage';
import { ExportsPage } from '../pages/ExportsPage';
import { NotFoundPage } from '../pages/NotFoundPage';
import { PlacesPage } from '../pages/PlacesPage';
import { SettingsPage } from '../pages/SettingsPage';
import { WallPage } from '../pages/WallPage';
import { Waiting } from '../ui/states';
import { useWords, WordsProvider } from '../words/words';
import { Crash } from './Crash';
import { Gate } from './Gate';
import { Shell } from './Shell';
import { theme } from './theme';

const router = createBrowserRouter([
  {
    element: (
      <Gate>
        <Shell />
      </Gate>
    ),
    errorElement: <Crash />,
    children: [
      { index: true, element: <WallPage /> },
      { path: 'cameras', element: <CamerasPage /> },
      {
        path: 'cameras/:cameraId',
        lazy: async () => ({ Component: (await import('../pages/CameraPage')).CameraPage }),
        hydrateFallbackElement: <Waiting />,
      },
      {
        path: 'cameras/:cameraId/diagnostics',
        lazy: async () => ({ Component: (await import('../pages/DiagnosticsPage')).DiagnosticsPage }),
        hydrateFallbackElement: <Waiting />,
      },
      { path: 'exports', element: <ExportsPage /> },
      { path: 'places', element: <PlacesPage /> },
      { path: 'settings', element: <SettingsPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);

export function App() {
  return (
    <WordsProvider>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </WordsProvider>
  );
}

export function Providers({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const [client] = useState(makeQueryClient);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
        <Notifications position="bottom-right" limit={4} />
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
