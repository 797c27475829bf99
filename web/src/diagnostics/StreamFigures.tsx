import { Code, Spoiler } from '@mantine/core';
import { Fragment } from 'react';
import type { StreamFigures as Figures } from '../api/types';
import { bitRate, bytes, codecName, moment } from '../words/format';
import { useWords } from '../words/words';

/** All figures of one stream. */
export function StreamFigures({ stream, timeZone }: { stream: Figures; timeZone: string }) {
  const { t, language } = useWords();
  const number = (value: number, digits = 0) => value.toLocaleString(language, { maximumFractionDigits: digits });
  const known = <T,>(value: T | null | undefined, write: (value: T) => string) => (value == null ? undefined : write(value));
  const facts: [string, string | undefined][] = [
    [t('details.since'), known(stream.since, (at) => moment(at, timeZone, language))],
    [t('diagnosis.transport'), stream.transport ?? undefined],
    [t('details.address'), stream.url],
    [t('details.codec'), known(stream.codec, codecName)],
    [t('diagnosis.codecString'), stream.codecString ?? undefined],
    [t('details.size'), stream.width && stream.height ? `${stream.width} × ${stream.height}${stream.interlaced ? ` (${t('diagnosis.interlaced')})` : ''}` : undefined],
    [t('details.frameRate'), known(stream.fps, (value) => number(value, 1))],
    [t('details.bitrate'), known(stream.bitrate, (value) => bitRate(value, language))],
    [t('details.gop'), known(stream.gopSeconds, (value) => `${number(value, 1)} s`)],
    [t('details.audio'), stream.audio ? codecName(stream.audio) : stream.ignoredAudio ? t('diagnosis.audioLeftOut', { codec: stream.ignoredAudio }) : t('details.noAudio')],
    [t('diagnosis.received'), t('diagnosis.receivedText', { bytes: bytes(stream.bytes, language), packets: number(stream.packets) })],
    [t('details.packetsLost'), `${number(stream.lost)}${stream.lossPercent == null ? '' : ` (${number(stream.lossPercent, 3)} %)`}`],
    [t('diagnosis.jitter'), known(stream.jitterMs, (value) => `${number(value, 1)} ms`)],
    [t('diagnosis.reordered'), number(stream.reordered)],
    [t('diagnosis.malformed'), number(stream.malformed)],
    [t('diagnosis.clockJumps'), number(stream.clockJumps)],
    [t('diagnosis.drift'), known(stream.driftPpm, (value) => `${number(value, 1)} ppm`)],
    [t('diagnosis.clockOffset'), known(stream.senderOffsetSeconds, (value) => `${number(value, 2)} s`)],
    [t('details.reconnects'), number(stream.reconnects)],
    [t('details.viewers'), number(stream.viewers)],
  ];
  return (
    <>
      <dl className="v-facts v-num">
        {facts
          .filter(([, value]) => value !== undefined)
          .map(([label, value]) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd style={{ overflowWrap: 'anywhere' }}>{value}</dd>
            </Fragment>
          ))}
      </dl>
      {stream.sdp && (
        <div style={{ marginTop: 14 }}>
          <div className="v-fieldlabel">{t('diagnosis.sdp')}</div>
          <Spoiler maxHeight={132} showLabel={t('diagnosis.showAll')} hideLabel={t('diagnosis.showLess')}>
            <Code block lang="en" style={{ fontSize: '0.74rem' }}>
              {stream.sdp}
            </Code>
          </Spoiler>
        </div>
      )}
    </>
  );
}
