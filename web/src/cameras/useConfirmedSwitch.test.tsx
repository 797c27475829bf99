import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useConfirmedSwitch } from './useConfirmedSwitch';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(send: (target: boolean) => Promise<void>) {
  const onFailed = vi.fn();
  const onUnconfirmed = vi.fn();
  const hook = renderHook(({ confirmed }) => useConfirmedSwitch({ confirmed, send, onFailed, onUnconfirmed }), {
    initialProps: { confirmed: true },
  });
  return { ...hook, onFailed, onUnconfirmed };
}

// O-9: the switch reflects the confirmed state.
describe('a confirmed switch', () => {
  it('stays where it is until the new state is confirmed', async () => {
    const send = vi.fn(() => Promise.resolve());
    const { result, rerender } = setUp(send);
    await act(async () => result.current.toggle());
    expect(send).toHaveBeenCalledWith(false);
    expect(result.current).toMatchObject({ on: true, pending: true });
    rerender({ confirmed: false });
    expect(result.current).toMatchObject({ on: false, pending: false });
  });

  it('returns and tells when the server refuses', async () => {
    const refusal = new Error('no');
    const { result, onFailed } = setUp(() => Promise.reject(refusal));
    await act(async () => result.current.toggle());
    expect(result.current).toMatchObject({ on: true, pending: false });
    expect(onFailed).toHaveBeenCalledWith(refusal);
  });

  it('returns and tells when nothing is confirmed in time', async () => {
    const { result, onUnconfirmed } = setUp(() => Promise.resolve());
    await act(async () => result.current.toggle());
    await act(() => vi.advanceTimersByTimeAsync(15_000));
    expect(result.current).toMatchObject({ on: true, pending: false });
    expect(onUnconfirmed).toHaveBeenCalledOnce();
  });
});
