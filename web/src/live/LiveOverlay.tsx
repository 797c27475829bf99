import { Loader } from '@mantine/core';
import { IconLock, IconPlugConnectedX, IconPower, IconVideoOff } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { CameraView } from '../api/queries';
import { causeAdvice, causeTitle, duration, moment } from '../words/format';
import { useWords } from '../words/words';
import type { LiveState } from './liveState';

/** Over the picture: why there is none, or why it is old. Nothing while the picture is live. */
export function LiveOverlay({ view, live, off, roomy = false }: { view: CameraView; live: LiveState; off: boolean; roomy?: boolean }) {
  const { t, language } = useWords();
  const { stream } = view;
  const waitSeconds = useCountdown(live.retryAt);

  if (off) {
    return <Over icon={<IconPower size={26} />} title={t('live.off')} text={t('live.offText')} />;
  }
  if (live.phase === 'ended') {
    return <Over icon={<IconLock size={26} />} title={t('access.endedTitle')} text={t('access.endedText')} />;
  }
  if (live.phase === 'unsupported') {
    return <Over icon={<IconVideoOff size={26} />} title={t('live.silent')} text={t('live.unsupported', { mime: live.mime ?? '' })} />;
  }
  if (live.phase === 'waiting' || (live.phase === 'connecting' && live.age !== undefined)) {
    const words = waitSeconds > 0 ? t('live.waiting', { seconds: waitSeconds }) : t('live.waitingNow');
    return <Over veil icon={<IconPlugConnectedX size={26} />} title={words} />;
  }
  if (live.phase === 'silent' || stream?.state === 'silent') {
    const cause = stream?.cause ?? live.cause;
    const since = stream?.lastPictureAt ?? (stream?.state === 'silent' ? stream.since : undefined);
    return (
      <Over
        veil
        icon={<IconVideoOff size={26} />}
        title={causeTitle(cause, t)}
        text={
          <>
            {since && <span>{t('live.silentSince', { time: moment(since, view.timeZone, language) })}</span>}
            {roomy && <span style={{ display: 'block', marginTop: 6 }}>{causeAdvice(cause, t)}</span>}
          </>
        }
      />
    );
  }
  if (live.phase === 'playing') {
    return live.stale && live.age !== undefined ? (
      <Over veil icon={<IconVideoOff size={26} />} title={t('live.stale', { age: duration(live.age * 1000) })} />
    ) : null;
  }
  return <Over icon={<Loader size="sm" color="white" />} text={live.phase === 'starting' ? t('live.starting') : t('live.connecting')} />;
}

function Over({ icon, title, text, veil = false }: { icon: ReactNode; title?: string; text?: ReactNode; veil?: boolean }) {
  return (
    <div className="v-over" data-veil={veil} role="status" data-testid="live-overlay">
      {icon}
      {title && <div className="v-over-title">{title}</div>}
      {text && <div className="v-over-text">{text}</div>}
    </div>
  );
}

function useCountdown(until: number | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === undefined) {
      setLeft(0);
      return;
    }
    const count = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    count();
    const timer = setInterval(count, 500);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
