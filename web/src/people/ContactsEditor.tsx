import { ActionIcon, Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconBrandTelegram, IconMail, IconMessage, IconTrash, IconWebhook } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { contactTypes, type Contact, type ContactType } from '../api/peopleTypes';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { contactError, isContactType } from './userFields';

const icons: Record<ContactType, typeof IconMail> = { email: IconMail, sms: IconMessage, telegram: IconBrandTelegram, webhook: IconWebhook };

/** How somebody can be told something. Each change is kept at once. */
export function ContactsEditor({ contacts, onSave }: { contacts: Contact[]; onSave: (contacts: Contact[]) => Promise<void> }) {
  const { t } = useWords();
  const [type, setType] = useState<ContactType>('email');
  const [value, setValue] = useState('');
  const [asked, setAsked] = useState(false);
  const { busy, refusal, submit, of } = useSubmit();
  const wrong = contactError({ type, value }, contacts, t);
  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (wrong !== null) return;
    void submit(async () => {
      await onSave([...contacts, { type, value: value.trim() }]);
      setValue('');
      setAsked(false);
    });
  };
  const field = `items[${contacts.length}].value`;
  return (
    <>
      {contacts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('contact.none')}
        </Text>
      )}
      <ul className="v-plain" aria-label={t('account.contacts')} data-testid="contacts">
        {contacts.map((contact) => {
          const Icon = icons[contact.type];
          return (
            <li key={`${contact.type} ${contact.value}`} className="v-contact" data-testid="contact" data-type={contact.type}>
              <Icon size={17} stroke={1.7} aria-hidden />
              <span className="v-muted v-small">{t(`contact.typeName.${contact.type}`)}</span>
              <span className="v-wrap">{contact.value}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={busy}
                aria-label={t('contact.remove', { value: contact.value })}
                onClick={() => void submit(() => onSave(contacts.filter((one) => one !== contact)))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <form onSubmit={add} noValidate aria-label={t('contact.add')} className="v-contactform">
        <NativeSelect
          aria-label={t('contact.type')}
          value={type}
          onChange={({ currentTarget }) => isContactType(currentTarget.value) && setType(currentTarget.value)}
          data={contactTypes.map((one) => ({ value: one, label: t(`contact.typeName.${one}`) }))}
        />
        <TextInput
          aria-label={t('contact.value')}
          placeholder={t(`contact.placeholder.${type}`)}
          spellCheck={false}
          maxLength={500}
          value={value}
          error={(asked ? wrong : null) ?? of(field)}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy}>
          {t('common.add')}
        </Button>
      </form>
      {refusal && !of(field) && <Refusal problem={refusal} />}
    </>
  );
}
