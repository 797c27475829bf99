import { useId, type ReactNode } from 'react';

/** A titled part of a page. */
export function Card({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="v-card v-card-pad" aria-labelledby={id}>
      <div className="v-cardhead">
        <h2 id={id}>{title}</h2>
        {end}
      </div>
      {children}
    </section>
  );
}
