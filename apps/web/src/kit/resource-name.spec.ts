import { namedParts } from './resource-name';

describe('the name of a resource', () => {
  it('is looked for from the last part of its route on, ids apart', () => {
    expect(namedParts('workspace/granted-companies/:organisationId/usage-events')).toEqual([
      'usage-events',
      'granted-companies',
      'workspace',
    ]);
    expect(namedParts('fems/meters/:id')).toEqual(['meters', 'fems']);
    expect(namedParts('sessions/current')).toEqual(['current', 'sessions']);
  });
});
