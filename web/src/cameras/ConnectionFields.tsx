import { Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useWords } from '../words/words';
import { isEncrypted, isRtsp, type CameraFields } from './cameraFields';

/** What most cameras need no word about: the small stream and who uses which, transport, trust, ONVIF. */
export function ConnectionFields({ form }: { form: UseFormReturnType<CameraFields> }) {
  const { t } = useWords();
  const { url, subUrl, trust } = form.values;
  const choices = [
    { value: 'main', label: t('form.streamMain') },
    { value: 'sub', label: t('form.streamSub') },
  ];
  return (
    <>
      <TextInput
        label={t('form.subUrl')}
        description={t('form.subUrlHint')}
        placeholder="rtsp://"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('subUrl')}
      />
      {subUrl.trim() !== '' && (
        <Group grow role="group" aria-label={t('form.roles')}>
          <NativeSelect label={t('form.roleRecord')} data={choices} {...form.getInputProps('record')} />
          <NativeSelect label={t('form.roleGrid')} data={choices} {...form.getInputProps('grid')} />
          <NativeSelect label={t('form.roleDetect')} data={choices} {...form.getInputProps('detect')} />
        </Group>
      )}
      {isRtsp(url) && (
        <NativeSelect
          label={t('form.transport')}
          data={[
            { value: 'auto', label: t('form.transportAuto') },
            { value: 'tcp', label: t('form.transportTcp') },
            { value: 'udp', label: t('form.transportUdp') },
            { value: 'http', label: t('form.transportHttp') },
          ]}
          {...form.getInputProps('transport')}
        />
      )}
      {(isEncrypted(url) || isEncrypted(subUrl)) && (
        <>
          <NativeSelect
            label={t('form.trust')}
            description={t('form.trustHint')}
            data={[
              { value: 'system', label: t('form.trustSystem') },
              { value: 'pin', label: t('form.trustPin') },
              { value: 'authority', label: t('form.trustAuthority') },
            ]}
            {...form.getInputProps('trust')}
          />
          {trust === 'pin' && (
            <TextInput label={t('form.pin')} autoCapitalize="none" spellCheck={false} className="v-mono" {...form.getInputProps('pinnedSha256')} />
          )}
          {trust === 'authority' && (
            <Textarea label={t('form.authority')} placeholder="-----BEGIN CERTIFICATE-----" rows={5} spellCheck={false} className="v-mono" {...form.getInputProps('authorityPem')} />
          )}
        </>
      )}
      <TextInput
        label={t('form.onvif')}
        description={t('form.onvifHint')}
        placeholder="http://192.168.1.20/onvif/device_service"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('onvifUrl')}
      />
    </>
  );
}
