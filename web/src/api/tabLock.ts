/** Runs `work` in one tab at a time. `contended` says that another tab held the lock when we came. */
export type TabLock = <T>(name: string, work: (contended: boolean) => Promise<T>) => Promise<T>;

/** Web Locks exist in secure contexts only; a console on plain http in the LAN falls back to a lease in local storage. */
export const tabLock: TabLock = (name, work) =>
  'locks' in navigator ? withWebLock(name, work) : withStoredLease(name, work);

async function withWebLock<T>(name: string, work: (contended: boolean) => Promise<T>): Promise<T> {
  const held = (await navigator.locks.query()).held?.some((lock) => lock.name === name) ?? false;
  return navigator.locks.request(name, () => work(held)) as Promise<T>;
}

const leaseMs = 8000;

async function withStoredLease<T>(name: string, work: (contended: boolean) => Promise<T>): Promise<T> {
  const key = `vedette.lock.${name}`;
  const me = `${Math.random()}`;
  let contended = false;
  for (;;) {
    const [holder, until] = (localStorage.getItem(key) ?? '').split('|');
    if (!holder || Number(until) < Date.now()) {
      localStorage.setItem(key, `${me}|${Date.now() + leaseMs}`);
      await pause(30);
      if (localStorage.getItem(key)?.startsWith(`${me}|`)) break;
    }
    contended = true;
    await pause(60);
  }
  try {
    return await work(contended);
  } finally {
    if (localStorage.getItem(key)?.startsWith(`${me}|`)) localStorage.removeItem(key);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
