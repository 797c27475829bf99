import { Loader, Menu, UnstyledButton } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRewindBackward10, IconRewindForward10, IconVideoOff } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { CameraView } from '../api/queries';
import { Control, FloatControl, FullScreenControl, SnapshotControl, SoundControl, videoPicture } from '../live/controls';
import { wallText } from '../timeline/days';
import { fileNameOf } from '../ui/fileName';
import { moment } from '../words/format';
import { useWords, type WordKey } from '../words/words';
import { usePlayback } from './usePlayback';

export const speeds = [0.5, 1, 2, 4, 8];

interface Props {
  view: CameraView;
  /** Where to play; a new `turn` is a new wish, also for the same instant. */
  wish: { at: number; turn: number };
  nextRecorded: (at: number) => number | undefined;
  onMoved: (at: number) => void;
  onCaughtUp: () => void;
  onSeek: (at: number) => void;
}

/** Recorded footage at full size. */
export function PlaybackStage({ view, wish, nextRecorded, onMoved, onCaughtUp, onSeek }: Props) {
  const { t, language } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const { state, playback } = usePlayback(view.device.id, video, wish.at, nextRecorded);

  const seen = useRef(wish.turn);
  useEffect(() => {
    if (!playback || seen.current === wish.turn) return;
    seen.current = wish.turn;
    playback.seek(wish.at);
  }, [playback, wish]);

  const { at, caughtUp } = state;
  useEffect(() => {
    if (at > 0) onMoved(at);
  }, [at, onMoved]);
  useEffect(() => {
    if (caughtUp) onCaughtUp();
  }, [caughtUp, onCaughtUp]);

  const problem: Record<string, WordKey> = {
    network: 'camera.loadProblem',
    media: 'camera.mediaProblem',
    'nothing-recorded': 'camera.nothingRecorded',
    unsupported: 'camera.unsupportedProblem',
  };
  const toggle = () => (state.playing ? playback?.pause() : playback?.play());

  return (
    <div className="v-stage" ref={stage} data-testid="playback-stage">
      <video
        ref={video}
        className="v-picture"
        data-testid="playback-video"
        aria-label={t('camera.playback')}
        muted
        playsInline
        onClick={toggle}
      />
      {state.problem !== undefined && (
        <div className="v-over" data-veil="true" role="alert">
          <IconVideoOff size={26} />
          <div className="v-over-title">{t(problem[state.problem] ?? 'camera.loadProblem')}</div>
        </div>
      )}
      {state.problem === undefined && state.buffering && (
        <div className="v-over" role="status" aria-label={t('camera.buffering')}>
          <Loader size="sm" color="white" />
        </div>
      )}
      {caughtUp && (
        <div className="v-over" data-veil="true" role="status">
          <div className="v-over-title">{t('camera.caughtUp')}</div>
        </div>
      )}
      <div className="v-stage-bar">
        <Control label={t('camera.back10')} onClick={() => onSeek(at - 10_000)}>
          <IconRewindBackward10 size={20} />
        </Control>
        <Control label={state.playing ? t('camera.pause') : t('camera.play')} onClick={toggle}>
          {state.playing ? <IconPlayerPause size={21} /> : <IconPlayerPlay size={21} />}
        </Control>
        <Control label={t('camera.forward10')} onClick={() => onSeek(at + 10_000)}>
          <IconRewindForward10 size={20} />
        </Control>
        <span className="v-clock v-num" title={t('camera.shownTime')} data-testid="playback-clock" data-at={new Date(at).toISOString()}>
          {moment(at, view.timeZone, language)}
        </span>
        <span className="v-push" />
        <Menu position="top-end" width={110} withinPortal={false}>
          <Menu.Target>
            <UnstyledButton className="v-clock v-num" c="white" aria-label={t('camera.speed')} data-testid="speed">
              {state.rate.toLocaleString(language)}×
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {speeds.map((rate) => (
              <Menu.Item key={rate} fw={rate === state.rate ? 700 : 400} onClick={() => playback?.setRate(rate)}>
                {rate.toLocaleString(language)}×
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <SoundControl video={video} />
        <SnapshotControl shown={videoPicture(video)} fileName={() => fileNameOf(view.device.name, wallText(at, view.timeZone))} />
        <FloatControl video={video} />
        <FullScreenControl stage={stage} video={video} />
      </div>
    </div>
  );
}
