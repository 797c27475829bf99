import type { DeviceStatus } from '../api/placesTypes';
import { useWords } from '../words/words';
import { statusText } from './deviceWords';

/** Whether a device answers, by a dot and a word. One that is switched off is not expected to. */
export function StatusDot({ status, enabled = true }: { status: DeviceStatus; enabled?: boolean }) {
  const { t } = useWords();
  const isOff = !enabled && status !== 'online';
  return (
    <span className="v-state">
      <span className="v-dot" data-state={isOff ? 'off' : status} />
      {isOff ? t('state.off') : statusText(status, t)}
    </span>
  );
}
