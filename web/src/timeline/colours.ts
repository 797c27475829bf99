/** A colour of its own for each cause of a gap: what the camera did is warm, the disk amber, Vedette itself violet, a choice grey. */
const colours: Record<string, string> = {
  'camera-unreachable': '#e0483c',
  'camera-refused': '#d1477f',
  'camera-stalled': '#f2853f',
  'camera-closed': '#b8525c',
  'wrong-password': '#c25fd0',
  'no-such-path': '#a8577f',
  'no-video': '#b5714d',
  'unsupported-codec': '#9d6b57',
  'untrusted-certificate': '#93509b',
  'no-key-frame': '#f5a573',
  'stream-malformed': '#8f4a45',
  'disk-full': '#e3a81f',
  'disk-failed': '#b98a12',
  'disk-slow': '#f0ca5a',
  'node-down': '#7a5fd9',
  'clock-step': '#5b7fe0',
  'switched-off': '#8d9aa1',
  'no-event': '#b6c3c7',
  starting: '#a9b4b9',
  'not-kept': '#6c787e',
  unexplained: '#4d4f6b',
};

export function gapColour(cause: string): string {
  return colours[cause] ?? '#e0483c';
}

/** What lies over the footage: events, and what is held. */
export const layerColours = { motion: '#5a3fd6', incident: '#c2255c', held: '#3f8cff' } as const;
