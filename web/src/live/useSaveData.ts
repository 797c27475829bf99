import { useSyncExternalStore } from 'react';

interface Connection extends EventTarget {
  saveData?: boolean;
}

const connection = (): Connection | undefined => (navigator as { connection?: Connection }).connection;

/** Whether the reader told the browser to save data; browsers that have no such switch say no. */
export const useSaveData = (): boolean => useSyncExternalStore(subscribe, () => connection()?.saveData === true);

function subscribe(listener: () => void): () => void {
  const at = connection();
  at?.addEventListener('change', listener);
  return () => at?.removeEventListener('change', listener);
}
