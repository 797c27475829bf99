import { Drawer } from '@mantine/core';
import { useState } from 'react';
import type { InspectedThing, ThingSecret } from '../api/placesTypes';
import { useWords } from '../words/words';
import { AskThing } from './AskThing';
import { NameThing } from './NameThing';

interface Asked {
  thing: InspectedThing;
  secret: ThingSecret;
}

/** Takes a thing in: its address, what it says of itself, then a name and a room. */
export function FederateThing({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Drawer opened onClose={onClose} position="right" size={500} title={t('federate.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <FederateSteps onDone={onClose} />
    </Drawer>
  );
}

/** The steps, which the search for things leads to as well. */
export function FederateSteps({ address, onBack, onDone }: { address?: string; onBack?: () => void; onDone: () => void }) {
  const [asked, setAsked] = useState<Asked>();
  const [typed, setTyped] = useState(address ?? '');
  if (asked) return <NameThing thing={asked.thing} secret={asked.secret} onBack={() => setAsked(undefined)} onDone={onDone} />;
  return (
    <AskThing
      address={typed}
      atOnce={address !== undefined}
      {...(onBack ? { onBack } : {})}
      onAnswered={(thing, secret, at) => {
        setTyped(at);
        setAsked({ thing, secret });
      }}
    />
  );
}
