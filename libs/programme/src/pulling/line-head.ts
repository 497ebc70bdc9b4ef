import { currentScope } from '@maru/platform';

/** Of the lines that are written here; another shape is another version. Events have the version of their canonical form. */
const lineVersion = 2;

/** How every line but an event begins: whose it is, and that it is 모의 where the company is. */
export function lineHead() {
  const { organisationId, simulated } = currentScope().tenant;
  return { v: lineVersion, organisationId, simulated, mark: simulated ? '모의' : null };
}
