import { Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

export function PageHead({ title, start, children }: { title: string; start?: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Vedette`;
  }, [title]);
  return (
    <header className="v-pagehead">
      {start}
      <Title order={1}>{title}</Title>
      {children && <div className="v-pagehead-end">{children}</div>}
    </header>
  );
}
