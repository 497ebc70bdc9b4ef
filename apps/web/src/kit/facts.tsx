import { Fragment, type ReactNode } from 'react';

/** What is known of one thing: names on the left, what they are on the right. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, what]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{what}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
