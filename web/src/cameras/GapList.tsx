import { IconCircleCheck } from '@tabler/icons-react';
import { gapColour } from '../timeline/colours';
import { clockText } from '../timeline/days';
import type { GapSpan } from '../timeline/paint';
import { Empty } from '../ui/states';
import { duration, gapTitle } from '../words/format';
import { useWords } from '../words/words';

/** The day's gaps, newest first, each with its cause. */
export function GapList({ gaps, timeZone, onShow }: { gaps: readonly GapSpan[]; timeZone: string; onShow: (at: number) => void }) {
  const { t } = useWords();
  if (gaps.length === 0) {
    return <Empty icon={<IconCircleCheck size={34} stroke={1.5} />} title={t('camera.noGaps')} text={t('camera.noGapsText')} />;
  }
  return (
    <div style={{ maxHeight: 460, overflowY: 'auto' }} data-testid="gap-list">
      {gaps.toReversed().map((gap) => (
        <button key={gap.start} type="button" className="v-rowbutton" onClick={() => onShow(gap.start)}>
          <div className="v-row">
            <i className="v-swatch" style={{ background: gapColour(gap.cause) }} />
            <div style={{ minWidth: 0 }}>
              <div>{gapTitle(gap.cause, t)}</div>
              <div className="v-muted v-num" style={{ fontSize: '0.76rem' }}>
                {clockText(gap.start, timeZone)} – {gap.open ? t('camera.ongoing') : clockText(gap.end, timeZone)}
              </div>
            </div>
            <span className="v-push v-num v-muted">{duration(gap.end - gap.start)}</span>
          </div>
        </button>
      ))}
    </div>
  );
}
