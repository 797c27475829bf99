import { Alert, Button, Checkbox, Collapse, Drawer, Group, NativeSelect, PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle, IconChevronDown, IconCircleCheck, IconPlugConnected } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import { browserTimeZone, keys, useMe, useProperties, useRooms } from '../api/queries';
import type { Device, ProbeResult } from '../api/types';
import { useMay } from '../api/useMay';
import { isTimeZone } from '../timeline/days';
import { tell } from '../ui/notify';
import { TimeZoneInput } from '../ui/TimeZoneInput';
import { causeAdvice, causeTitle, codecName, problemText } from '../words/format';
import { useWords } from '../words/words';
import { cameraChange, fieldsOf, forgetsPassword, formField, isEncrypted, isRtsp, newCamera, newChoice, noRoom, takeCredentials, trustOf, urlTrouble, type CameraFields } from './cameraFields';
import { ConnectionFields } from './ConnectionFields';

type Probe = { state: 'asking' } | { state: 'answered'; asked: string; result: ProbeResult } | { state: 'refused'; problem: Problem };

interface CameraFormProps {
  device?: Device;
  /** What is known of a new camera already. */
  initial?: Partial<CameraFields>;
  onClose: () => void;
}

/** Adds a camera, or changes the one given. */
export function CameraForm({ device, initial, onClose }: CameraFormProps) {
  const { t } = useWords();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={device ? t('form.editTitle', { name: device.name }) : t('form.addTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form {...(device ? { device } : {})} {...(initial ? { initial } : {})} onClose={onClose} />
    </Drawer>
  );
}

function Form({ device, initial, onClose }: CameraFormProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const rooms = useRooms();
  const properties = useProperties();
  const { data: me } = useMe();
  const { may, isAdministrator } = useMay();
  const [probe, setProbe] = useState<Probe>();
  const [refusal, setRefusal] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [moved, setMoved] = useState(false);
  const [advanced, setAdvanced] = useState(Boolean(device?.source?.subUrl ?? initial?.subUrl));
  const asking = useRef<AbortController | undefined>(undefined);

  const needed = (value: string) => (value.trim() === '' ? t('form.required') : value.trim().length > 100 ? t('form.tooLong', { max: 100 }) : null);
  const form = useForm<CameraFields>({
    initialValues: {
      ...fieldsOf(device),
      room: device ? (device.roomId ?? noRoom) : '',
      roomName: t('form.defaultRoom'),
      property: '',
      propertyName: t('form.defaultProperty'),
      timeZone: browserTimeZone,
      ...initial,
    },
    validate: {
      name: needed,
      url: (value) => words(urlTrouble(value)),
      subUrl: (value) => (value.trim() === '' ? null : words(urlTrouble(value))),
      pinnedSha256: (value, all) =>
        all.trust === 'pin' && isEncrypted(all.url) && !/^([0-9a-f]{2}:?){31}[0-9a-f]{2}$/i.test(value.trim()) ? t('form.pinInvalid') : null,
      authorityPem: (value, all) =>
        all.trust === 'authority' && isEncrypted(all.url) && !value.includes('-----BEGIN CERTIFICATE-----') ? t('form.authorityInvalid') : null,
      roomName: (value, all) => (all.room === newChoice ? needed(value) : null),
      propertyName: (value, all) => (all.room === newChoice && all.property === newChoice ? needed(value) : null),
      timeZone: (value, all) =>
        all.room === newChoice && all.property === newChoice && !isTimeZone(value) ? t('form.timeZoneInvalid') : null,
    },
  });
  function words(key: ReturnType<typeof urlTrouble>) {
    return key ? t(key) : null;
  }

  const offered = (rooms.data ?? []).filter((one) => one.id === device?.roomId || may('configure', { propertyId: one.propertyId, roomId: one.id }));
  // Rooms and properties arrive after the form: choose the first, or the making of one.
  const { room, property } = form.values;
  useEffect(() => {
    if (room === '' && rooms.data && me) form.setFieldValue('room', offered[0]?.id ?? newChoice);
    if (property === '' && properties.data) form.setFieldValue('property', properties.data[0]?.id ?? newChoice);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [room, property, rooms.data, properties.data, me]);

  useEffect(() => () => asking.current?.abort(), []);

  const tidyUrl = () => {
    const taken = takeCredentials(form.values.url);
    if (taken.url !== form.values.url) form.setFieldValue('url', taken.url);
    if (taken.username === undefined) return;
    form.setFieldValue('username', taken.username);
    if (taken.password !== undefined) form.setFieldValue('password', taken.password);
    setMoved(true);
  };

  const { username, password, removePassword, transport } = form.values;
  const asked = JSON.stringify([form.values.url.trim(), username, password, removePassword, transport, trustOf(form.values)]);
  const test = async () => {
    if (form.validateField('url').hasError) return;
    asking.current?.abort();
    const abort = new AbortController();
    asking.current = abort;
    setProbe({ state: 'asking' });
    const { url, username, password, removePassword, transport } = form.values;
    const stored = device?.source?.hasPassword && !password && !removePassword;
    try {
      const result = await api.probe(
        {
          url: url.trim(),
          ...(username.trim() ? { username: username.trim() } : {}),
          ...(password ? { password } : {}),
          ...(device && stored ? { deviceId: device.id } : {}),
          transport: isRtsp(url) ? transport : 'auto',
          trust: trustOf(form.values),
        },
        abort.signal,
      );
      setProbe({ state: 'answered', asked, result });
    } catch (error) {
      if (abort.signal.aborted) return;
      const problem = asProblem(error);
      setProbe({ state: 'refused', problem });
      placeErrors(problem);
    }
  };

  const placeErrors = (problem: Problem) => {
    for (const [name, messages] of Object.entries(problem.fields)) {
      const field = formField(name);
      if (field && messages[0]) form.setFieldError(field, messages[0]);
    }
  };

  const submit = form.onSubmit(async (fields) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const roomId = await makeRoom(fields);
      if (device) {
        const change = cameraChange(fields, device, roomId);
        if (Object.keys(change).length > 0) await api.changeCamera(device.id, change, device.version);
      } else {
        await api.addCamera(newCamera(fields, roomId));
      }
      await Promise.all([keys.cameras, keys.devices, keys.properties, keys.streams, keys.recordings].map((queryKey) => client.invalidateQueries({ queryKey })));
      tell(t(device ? 'cameras.changed' : 'cameras.added', { name: fields.name.trim() }));
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      setRefusal(problem);
      placeErrors(problem);
      if (problem.code === 'stale') await client.invalidateQueries({ queryKey: keys.cameras });
    } finally {
      setBusy(false);
    }
  });

  /** The room chosen, made with its property when it is new. What was made stays chosen if a later step is refused. */
  const makeRoom = async (fields: CameraFields): Promise<string> => {
    if (fields.room !== newChoice) return fields.room;
    let propertyId = fields.property;
    if (propertyId === newChoice) {
      const made = await api.addProperty({ name: fields.propertyName.trim(), address: '', timeZone: fields.timeZone });
      propertyId = made.id;
      await client.invalidateQueries({ queryKey: keys.properties });
      form.setFieldValue('property', propertyId);
    }
    const made = await api.addRoom({ propertyId, name: fields.roomName.trim() });
    await client.invalidateQueries({ queryKey: keys.rooms });
    form.setFieldValue('room', made.id);
    return made.id;
  };

  const propertyName = (id: string) => properties.data?.find((one) => one.id === id)?.name;
  const severalProperties = (properties.data?.length ?? 0) > 1;
  // Rooms are made by administrators only.
  const roomChoices = [
    ...(device && !device.roomId ? [{ value: noRoom, label: t('devices.noRoom') }] : []),
    ...offered.map((one) => ({
      value: one.id,
      label: severalProperties ? `${one.name} (${propertyName(one.propertyId) ?? ''})` : one.name,
    })),
    ...(isAdministrator ? [{ value: newChoice, label: t('form.newRoom') }] : []),
  ];
  const propertyChoices = [
    ...(properties.data ?? []).map((one) => ({ value: one.id, label: one.name })),
    { value: newChoice, label: t('form.newProperty') },
  ];
  const failedTest = probe?.state === 'answered' && !probe.result.ok && probe.asked === asked;

  return (
    <form onSubmit={submit} noValidate aria-label={device ? t('form.editTitle', { name: device.name }) : t('form.addTitle')}>
      <Stack gap="md">
        <TextInput
          label={t('form.url')}
          description={t('form.urlHint')}
          placeholder="rtsp://"
          inputMode="url"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          data-autofocus={device ? undefined : true}
          {...form.getInputProps('url')}
          onBlur={tidyUrl}
        />
        {moved && (
          <Text size="xs" c="dimmed" mt={-8}>
            {t('form.credentialsMoved')}
          </Text>
        )}
        <Group grow align="flex-start">
          <TextInput label={t('form.username')} autoComplete="off" autoCapitalize="none" {...form.getInputProps('username')} />
          <PasswordInput
            label={t('form.password')}
            autoComplete="new-password"
            placeholder={device?.source?.hasPassword && !form.values.removePassword ? '••••••••' : ''}
            {...form.getInputProps('password')}
          />
        </Group>
        {device?.source?.hasPassword && (
          <Stack gap={6} mt={-8}>
            <Text size="xs" c="dimmed">
              {t(forgetsPassword(form.values, device) ? 'form.passwordForgotten' : 'form.passwordKept')}
            </Text>
            <Checkbox size="xs" label={t('form.removePassword')} {...form.getInputProps('removePassword', { type: 'checkbox' })} />
          </Stack>
        )}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} />}
            loading={probe?.state === 'asking'}
            onClick={() => void test()}
            data-testid="probe"
          >
            {t('form.test')}
          </Button>
          <div aria-live="polite">
            <ProbeWords probe={probe} asked={asked} />
          </div>
        </div>
        <TextInput label={t('form.name')} placeholder={t('form.namePlaceholder')} {...form.getInputProps('name')} />
        <NativeSelect label={t('form.room')} data={roomChoices} {...form.getInputProps('room')} />
        {room === newChoice && (
          <Stack gap="sm" p="sm" className="v-card" role="group" aria-label={t('form.wherePlaced')}>
            <TextInput label={t('form.roomName')} {...form.getInputProps('roomName')} />
            <NativeSelect label={t('form.property')} data={propertyChoices} {...form.getInputProps('property')} />
            {property === newChoice && (
              <>
                <TextInput label={t('form.propertyName')} {...form.getInputProps('propertyName')} />
                <TimeZoneInput label={t('form.timeZone')} {...form.getInputProps('timeZone')} />
              </>
            )}
          </Stack>
        )}
        <Switch label={t('form.record')} {...form.getInputProps('recording', { type: 'checkbox' })} />
        <div>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-expanded={advanced}
            rightSection={<IconChevronDown size={14} style={{ transform: advanced ? 'rotate(180deg)' : undefined }} />}
            onClick={() => setAdvanced(!advanced)}
          >
            {t('form.advanced')}
          </Button>
          <Collapse expanded={advanced}>
            <Stack gap="sm" pt="sm">
              <ConnectionFields form={form} />
            </Stack>
          </Collapse>
        </div>
        {refusal && (
          <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} />}>
            {refusal.code === 'stale' ? t('form.stale') : problemText(refusal, t)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy} color={failedTest ? 'yellow' : undefined}>
            {device ? t('common.save') : failedTest ? t('form.addAnyway') : t('form.submitAdd')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ProbeWords({ probe, asked }: { probe: Probe | undefined; asked: string }) {
  const { t, language } = useWords();
  if (!probe) return null;
  if (probe.state === 'asking') {
    return (
      <Text size="xs" c="dimmed" mt={6}>
        {t('form.testing')}
      </Text>
    );
  }
  if (probe.state === 'refused') {
    return (
      <Alert color="red" mt="sm" data-testid="probe-result" data-ok="false">
        {problemText(probe.problem, t)}
      </Alert>
    );
  }
  if (probe.asked !== asked) {
    return (
      <Text size="xs" c="dimmed" mt={6}>
        {t('form.testStale')}
      </Text>
    );
  }
  const { result } = probe;
  if (!result.ok) {
    return (
      <Alert
        color="red"
        mt="sm"
        icon={<IconAlertTriangle size={18} />}
        title={causeTitle(result.cause, t)}
        data-testid="probe-result"
        data-ok="false"
        data-cause={result.cause}
      >
        {causeAdvice(result.cause, t)}
        {result.message && (
          <Text size="xs" c="dimmed" mt={6} lang="en">
            {result.message}
          </Text>
        )}
      </Alert>
    );
  }
  const { video, audio } = result;
  const words = [
    video ? t('form.testFound', { codec: codecName(video.codec), width: String(video.width), height: String(video.height) }) : undefined,
    video?.frameRate ? t('form.testFps', { fps: Number(video.frameRate.toFixed(2)).toLocaleString(language) }) : undefined,
    audio ? t('form.testAudio', { codec: codecName(audio.codec) }) : t('form.testNoAudio'),
  ];
  return (
    <Alert color="green" mt="sm" icon={<IconCircleCheck size={18} />} title={t('form.testOk')} data-testid="probe-result" data-ok="true">
      {words.filter(Boolean).join(', ')}
    </Alert>
  );
}
