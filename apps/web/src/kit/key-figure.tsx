import type { ReactNode } from 'react';
import './key-figure.css';

interface KeyFigureProps {
  label: string;
  value: string;
  unit?: string;
  /** The sentence below the figure: when, of what, compared to what. */
  children?: ReactNode;
}

/** One number that leads, with its unit and the sentence that makes sense of it. */
export function KeyFigure({ label, value, unit, children }: KeyFigureProps) {
  return (
    <section className="card key-figure" aria-label={label}>
      <h2>{label}</h2>
      <p className="key-figure-value">
        {value}
        {unit && <small> {unit}</small>}
      </p>
      <div className="quiet">{children}</div>
    </section>
  );
}

export function KeyFigures({ children }: { children: ReactNode }) {
  return <div className="key-figures">{children}</div>;
}
