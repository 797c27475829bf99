import { useCallback, useEffect, useRef, useState } from 'react';

export interface ConfirmedSwitch {
  /** What is so, as far as confirmed. */
  on: boolean;
  /** What was asked for and is not confirmed yet. */
  pending: boolean;
  toggle: () => void;
}

interface Options {
  /** The state the server confirms; changes when it tells so. */
  confirmed: boolean;
  send: (target: boolean) => Promise<void>;
  onFailed: (error: unknown) => void;
  /** Nothing was refused, but nothing was confirmed either. */
  onUnconfirmed: () => void;
  withinMs?: number;
}

/**
 * A switch that shows the confirmed state only: asked, it waits; refused or unconfirmed, it stays where it was and says so.
 */
export function useConfirmedSwitch({ confirmed, send, onFailed, onUnconfirmed, withinMs = 15_000 }: Options): ConfirmedSwitch {
  const [target, setTarget] = useState<boolean>();
  const turn = useRef(0);
  const unconfirmed = useRef(onUnconfirmed);
  unconfirmed.current = onUnconfirmed;

  useEffect(() => {
    if (target === undefined) return;
    if (target === confirmed) {
      setTarget(undefined);
      return;
    }
    const timer = setTimeout(() => {
      setTarget(undefined);
      unconfirmed.current();
    }, withinMs);
    return () => clearTimeout(timer);
  }, [target, confirmed, withinMs]);

  const toggle = useCallback(() => {
    const wanted = !confirmed;
    const mine = ++turn.current;
    setTarget(wanted);
    send(wanted).catch((error: unknown) => {
      if (mine !== turn.current) return;
      setTarget(undefined);
      onFailed(error);
    });
  }, [confirmed, send, onFailed]);

  return { on: confirmed, pending: target !== undefined, toggle };
}
