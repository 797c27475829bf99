import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Problem } from '../api/problem';
import { problemText } from '../words/format';
import { useWords } from '../words/words';
import { deviceOf, faultsOf, troubleOf } from './federation';

/** Why a thing could not be taken in, and what to do about it. */
export function FederationAlert({ problem }: { problem: Problem }) {
  const { t } = useWords();
  const trouble = troubleOf(problem);
  if (!trouble) {
    return (
      <Alert color="red" icon={<IconAlertTriangle size={18} />} role="alert">
        {problemText(problem, t)}
      </Alert>
    );
  }
  const known = trouble === 'already-federated';
  const device = deviceOf(problem);
  const faults = trouble === 'thing-not-compliant' ? faultsOf(problem) : [];
  return (
    <Alert
      color={known ? 'blue' : 'red'}
      icon={known ? <IconInfoCircle size={18} /> : <IconAlertTriangle size={18} />}
      role="alert"
      title={t(`federate.trouble.${trouble}.title`)}
      data-testid="federation-trouble"
      data-code={trouble}
    >
      {t(`federate.trouble.${trouble}.advice`)}
      {known && (
        <div style={{ marginTop: 8 }}>
          <Anchor component={Link} to={device ? `/devices/${device}` : '/devices?kind=thing'} size="sm">
            {t(device ? 'federate.openDevice' : 'federate.openDevices')}
          </Anchor>
        </div>
      )}
      {faults.length > 0 && (
        <ul className="v-faults" lang="en">
          {faults.map((fault, index) => (
            <li key={index}>{fault}</li>
          ))}
        </ul>
      )}
      {trouble !== 'already-federated' && faults.length === 0 && problem.detail && (
        <div className="v-muted v-small" style={{ marginTop: 6, overflowWrap: 'anywhere' }} lang="en">
          {problem.detail}
        </div>
      )}
    </Alert>
  );
}
