/** The lookout over its field of view. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M6 11 16 27l10-16" fill="none" stroke="var(--mantine-primary-color-filled)" strokeWidth="3.8" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="16" cy="8.4" r="3.7" fill="currentColor" />
    </svg>
  );
}
