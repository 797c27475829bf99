import { Button, Group, Modal, NativeSelect, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { useOwners } from '../api/placesQueries';
import type { NewProperty, Property } from '../api/placesTypes';
import { browserTimeZone, keys } from '../api/queries';
import { useMay } from '../api/useMay';
import { isTimeZone } from '../timeline/days';
import { TimeZoneInput } from '../ui/TimeZoneInput';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';

interface PropertyFormProps {
  property?: Property;
  onClose: () => void;
}

/** Adds a property, or changes the one given. */
export function PropertyForm({ property, onClose }: PropertyFormProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const go = useNavigate();
  const { isAdministrator } = useMay();
  const owners = useOwners(isAdministrator);
  const { busy, refusal, submit, of } = useSubmit();
  const form = useForm({
    initialValues: {
      name: property?.name ?? '',
      address: property?.address ?? '',
      timeZone: property?.timeZone ?? browserTimeZone,
      external: property?.external ?? false,
      ownerId: property?.owner?.id ?? '',
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('form.required') : value.trim().length > 100 ? t('form.tooLong', { max: 100 }) : null),
      address: (value) => (value.trim().length > 300 ? t('form.tooLong', { max: 300 }) : null),
      timeZone: (value) => (isTimeZone(value) ? null : t('form.timeZoneInvalid')),
    },
  });
  const title = t(property ? 'places.editProperty' : 'places.addProperty');
  // The present owner may not be among those who could be chosen anew.
  const present = property?.owner;
  const choices = [...(owners.data ?? []), ...(present && !owners.data?.some(({ id }) => id === present.id) ? [present] : [])];

  const save = form.onSubmit(({ name, address, timeZone, external, ownerId }) =>
    submit(async () => {
      const whole: NewProperty = { name: name.trim(), address: address.trim(), timeZone, external, ...(isAdministrator ? { ownerId: ownerId || null } : {}) };
      if (property) {
        await api.changeProperty(property.id, changed(whole, property), property.version);
      } else {
        const made = await api.addProperty(whole);
        await go(`/places/${made.id}`);
      }
      await Promise.all([keys.properties, keys.devices].map((queryKey) => client.invalidateQueries({ queryKey })));
      onClose();
    }),
  );

  const field = (name: 'name' | 'address' | 'timeZone') => {
    const props = form.getInputProps(name);
    return { ...props, error: (props.error as string | null) ?? of(name) };
  };
  return (
    <Modal opened onClose={onClose} title={title} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate aria-label={title}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} data-autofocus {...field('name')} />
          <TextInput label={t('form.address')} autoComplete="street-address" {...field('address')} />
          <TimeZoneInput label={t('form.timeZone')} {...field('timeZone')} />
          {isAdministrator && (
            <NativeSelect
              label={t('places.owner')}
              description={t('places.ownerHint')}
              data={[{ value: '', label: t('places.noOwner') }, ...choices.map(({ id, name }) => ({ value: id, label: name }))]}
              error={of('ownerId')}
              {...form.getInputProps('ownerId')}
            />
          )}
          <Switch label={t('places.external')} description={t('places.externalHint')} {...form.getInputProps('external', { type: 'checkbox' })} />
          {refusal?.code === 'property-exists' ? (
            <Text size="sm" c="red" role="alert">
              {t('places.exists')}
            </Text>
          ) : (
            <Refusal problem={refusal} />
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t(property ? 'common.save' : 'common.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Only what differs: who may not give a property to somebody does not send its owner. */
function changed(whole: NewProperty, property: Property): Partial<NewProperty> {
  const { name, address, timeZone, external, ownerId } = whole;
  return {
    ...(name === property.name ? {} : { name }),
    ...(address === property.address ? {} : { address }),
    ...(timeZone === property.timeZone ? {} : { timeZone }),
    ...(external === undefined || external === property.external ? {} : { external }),
    ...(ownerId === undefined || ownerId === (property.owner?.id ?? null) ? {} : { ownerId }),
  };
}
