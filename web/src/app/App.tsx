import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ComponentType, type ReactNode } from 'react';
import { createBrowserRouter, Navigate, RouterProvider, type RouteObject } from 'react-router';
import { makeQueryClient } from '../api/queries';
import { CamerasPage } from '../pages/CamerasPage';
import { ExportsPage } from '../pages/ExportsPage';
import { NotFoundPage } from '../pages/NotFoundPage';
import { SettingsPage } from '../pages/SettingsPage';
import { WallPage } from '../pages/WallPage';
import { Waiting } from '../ui/states';
import { useWords, WordsProvider } from '../words/words';
import { Crash } from './Crash';
import { Gate } from './Gate';
import { Shell } from './Shell';
import { theme } from './theme';

/** A page whose code is fetched when it is first opened. */
function later(path: string, page: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: async () => ({ Component: await page() }), hydrateFallbackElement: <Waiting /> };
}

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
      later('cameras/:cameraId', async () => (await import('../pages/CameraPage')).CameraPage),
      later('cameras/:cameraId/diagnostics', async () => (await import('../pages/DiagnosticsPage')).DiagnosticsPage),
      { path: 'exports', element: <ExportsPage /> },
      later('exports/clips', async () => (await import('../pages/ClipsPage')).ClipsPage),
      later('exports/evidence', async () => (await import('../pages/EvidencePage')).EvidencePage),
      later('storage', async () => (await import('../pages/StoragePage')).StoragePage),
      later('storage/retention', async () => (await import('../pages/RetentionPage')).RetentionPage),
      later('storage/coverage', async () => (await import('../pages/CoveragePage')).CoveragePage),
      later('storage/holds', async () => (await import('../pages/HoldsPage')).HoldsPage),
      later('storage/archive', async () => (await import('../pages/ArchivePage')).ArchivePage),
      { path: 'sign-in', element: <Navigate to="/" replace /> },
      later('account', async () => (await import('../pages/AccountPage')).AccountPage),
      later('users', async () => (await import('../pages/UsersPage')).UsersPage),
      later('users/grants', async () => (await import('../pages/GrantsPage')).GrantsPage),
      later('users/:userId', async () => (await import('../pages/UserPage')).UserPage),
      later('audit', async () => (await import('../pages/AuditPage')).AuditPage),
      later('devices', async () => (await import('../pages/DevicesPage')).DevicesPage),
      later('devices/:deviceId', async () => (await import('../pages/DevicePage')).DevicePage),
      later('places', async () => (await import('../pages/PlacesPage')).PlacesPage),
      later('places/:propertyId', async () => (await import('../pages/PropertyPage')).PropertyPage),
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
