import type { ReactNode } from 'react';

interface SpecimenProps {
  /** The components that are shown here, by their names in the code. */
  of: string;
  title: string;
  /** When to take it, in a sentence. */
  use?: string;
  children: ReactNode;
}

/** One component of the kit, in its states. */
export function Specimen({ of, title, use, children }: SpecimenProps) {
  return (
    <section className="card specimen" data-specimen={of} aria-label={`${title} (${of})`}>
      <h3>
        {title} <code className="quiet">{of}</code>
      </h3>
      {use && <p className="quiet">{use}</p>}
      <div className="specimen-body">{children}</div>
    </section>
  );
}

/** Specimens that belong together. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="specimens" aria-label={title}>
      <h2 className="section-heading">{title}</h2>
      {children}
    </section>
  );
}
