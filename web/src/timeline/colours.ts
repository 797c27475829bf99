/** Colours of causes: what the camera did, what the disk did, what people did, what we did. Apart in hue and in lightness. */
const groups = {
  camera: '#e0574a',
  password: '#d9487f',
  disk: '#e39a1f',
  chosen: '#8d9aa1',
  node: '#8b6bd9',
} as const;

export function gapColour(cause: string): string {
  if (cause === 'switched-off' || cause === 'starting' || cause === 'not-kept') return groups.chosen;
  if (cause.startsWith('disk')) return groups.disk;
  if (cause === 'node-down' || cause === 'clock-step') return groups.node;
  if (cause === 'wrong-password') return groups.password;
  return groups.camera;
}
