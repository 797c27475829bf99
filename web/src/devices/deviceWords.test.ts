import { describe, expect, it } from 'vitest';
import { translator } from '../words/words';
import { capabilityName, capabilityText, measureText, statusText, valueText } from './deviceWords';

const t = translator('en');

describe('a device in words', () => {
  it('says what it can do, also what nobody foresaw', () => {
    expect(capabilityText({ type: 'video', resolution: '1080p' }, t)).toBe('Video 1080p');
    expect(capabilityText({ type: 'sensor', measure: 'temperature', unit: 'celsius', intervalMilliseconds: 2500 }, t)).toBe('Temperature (°C), every 2.5 s');
    expect(capabilityText({ type: 'sensor', measure: 'humidity', unit: 'percentage', intervalMilliseconds: 700 }, t)).toBe('Humidity (%), every 700 ms');
    expect(capabilityText({ type: 'coffee-machine' }, t)).toBe('coffee-machine');
    expect(capabilityName({ type: 'sensor', measure: 'pressure', unit: 'bar' }, t)).toBe('Pressure');
    expect(measureText('radiation', t)).toBe('radiation');
  });

  it('writes values with their unit and no more digits than mean something', () => {
    expect(valueText(21.4567, 'celsius', 'en')).toBe('21.46 °C');
    expect(valueText(101325.4, 'pascal', 'es')).toBe('101.325 Pa');
    expect(valueText(3, 'lux', 'en')).toBe('3 lux');
    expect(valueText(3, null, 'en')).toBe('3');
  });

  it('knows every state, and takes an unknown one for unknown', () => {
    expect(statusText('not-responding', t)).toBe('Not responding');
    expect(statusText('asleep', t)).toBe('Unknown');
  });
});
