import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import type { CoverageDay } from '../api/footageTypes';
import { show } from '../testing/show';
import { DayReport } from './DayReport';
import { HeatTable } from './HeatTable';

const day = (date: string, part: Partial<CoverageDay>): CoverageDay => ({ day: date, seconds: 86_400, wantedSeconds: 86_400, recordedSeconds: 86_400, ratio: 1, gaps: [], ...part });
const poor = day('2026-11-02', { recordedSeconds: 84_852, ratio: 0.98208, gaps: [{ cause: 'node-down', seconds: 48, count: 1 }, { cause: 'camera-unreachable', seconds: 1500, count: 2 }] });
const cameras = [
  { cameraId: 'c1', name: 'Door', days: [day('2026-11-01', {}), poor] },
  { cameraId: 'c2', name: 'Yard', days: [day('2026-11-01', { wantedSeconds: 0, recordedSeconds: 0, ratio: null })] },
];

describe('the heat map', () => {
  it('is a table whose every cell says camera, day and what is missing', () => {
    show(<HeatTable days={['2026-11-01', '2026-11-02']} cameras={cameras} chosen={undefined} onChoose={() => undefined} />);
    const table = within(screen.getByRole('grid', { name: /Recorded share of each day/ }));
    expect(table.getByRole('rowheader', { name: 'Door' })).toBeVisible();
    expect(table.getByRole('button', { name: 'Door, Nov 1, 2026: 100% recorded' })).toHaveTextContent('100');
    expect(table.getByRole('button', { name: 'Door, Nov 2, 2026: 98.2% recorded, 25 min 48 s missing' })).toHaveTextContent('98');
    expect(table.getByRole('button', { name: 'Yard, Nov 1, 2026: not to be recorded' })).toHaveTextContent('');
    expect(table.getByRole('button', { name: 'Yard, Nov 2, 2026: no day yet' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('is one stop for the tab key and walked over with the arrows', async () => {
    const choose = vi.fn();
    show(<HeatTable days={['2026-11-01', '2026-11-02']} cameras={cameras} chosen={undefined} onChoose={choose} />);
    const typing = userEvent.setup();
    await typing.tab();
    expect(screen.getByRole('button', { name: /^Door, Nov 1/ })).toHaveFocus();
    await typing.keyboard('{ArrowRight}');
    expect(screen.getByRole('button', { name: /^Door, Nov 2/ })).toHaveFocus();
    await typing.keyboard('{Enter}');
    expect(choose).toHaveBeenLastCalledWith({ cameraId: 'c1', day: '2026-11-02' });
    await typing.keyboard('{ArrowRight}{ArrowUp}');
    expect(screen.getByRole('button', { name: /^Door, Nov 2/ })).toHaveFocus();
    await typing.keyboard('{ArrowDown}{Enter}');
    expect(choose).toHaveBeenCalledTimes(1);
    await typing.tab();
    expect(document.body).toHaveFocus();
  });
});

describe('the report of a day', () => {
  afterEach(() => vi.restoreAllMocks());

  it('lists the causes, the longest first, and leads to before each gap', async () => {
    const gaps = vi.spyOn(api, 'gaps').mockResolvedValue([{ start: '2026-11-02T09:00:00Z', end: '2026-11-02T09:20:00Z', cause: 'camera-unreachable', detail: '' }]);
    show(<DayReport cameraId="c1" name="Door" day={poor} timeZone="Europe/Madrid" />);
    expect(screen.getByTestId('day-report')).toHaveTextContent('98.2% · 23 h 34 min of 24 h recorded');
    expect(screen.getAllByTestId('cause').map((row) => row.textContent)).toEqual(['Camera could not be reached2 gaps25 min', 'Vedette was not running1 gap48 s']);
    const jump = await screen.findByRole('link', { name: 'Play from before the gap of 10:00:00' });
    expect(jump).toHaveAttribute('href', '/cameras/c1?t=2026-11-02T08:59:50.000Z');
    expect(gaps).toHaveBeenCalledWith('c1', '2026-11-01T23:00:00.000Z', '2026-11-02T23:00:00.000Z', expect.anything());
  });

  it('says so when a day has another length', () => {
    show(<DayReport cameraId="c1" name="Door" day={day('2026-10-25', { seconds: 90_000, wantedSeconds: 90_000, recordedSeconds: 90_000 })} timeZone="Europe/Madrid" />);
    expect(screen.getByTestId('day-report')).toHaveTextContent('100% · 25 h of 25 h recorded · This day has 25 hours.');
    expect(screen.getByText('Nothing is missing on this day.')).toBeVisible();
  });
});
