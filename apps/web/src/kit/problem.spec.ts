import { fieldPath, isAbsent, ProblemError, problemOf, retryAfterSeconds, sortErrors } from './problem';

describe('problem', () => {
  it('turns a pointer into the path of a field', () => {
    expect(fieldPath('/readings/3/value')).toEqual(['readings', 3, 'value']);
    expect(fieldPath('?from')).toEqual(['from']);
    expect(fieldPath('/a~1b~0c')).toEqual(['a/b~c']);
  });

  it('keeps errors that no field has as sentences', () => {
    const problem = {
      status: 422,
      errors: [
        { pointer: '/name', detail: 'too long' },
        { pointer: '/name', detail: 'not a name' },
        { pointer: '/zone', detail: 'unknown zone' },
      ],
    };
    const sorted = sortErrors(problem, ['name']);
    expect(sorted.beside.get('name')).toEqual(['too long', 'not a name']);
    expect(sorted.elsewhere).toEqual(['unknown zone']);
  });

  it('finds fields within fields, and a field by a part of it', () => {
    const problem = {
      status: 400,
      errors: [
        { pointer: '/owner/email', detail: 'not an address' },
        { pointer: '/scopes/0', detail: 'unknown' },
      ],
    };
    const { beside, elsewhere } = sortErrors(problem, ['owner.name', 'owner.email', 'scopes']);
    expect([...beside]).toEqual([
      ['owner.email', ['not an address']],
      ['scopes', ['unknown']],
    ]);
    expect(elsewhere).toEqual([]);
  });

  it('reads Retry-After as seconds and as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(retryAfterSeconds('90', now)).toBe(90);
    expect(retryAfterSeconds('Thu, 01 Jan 2026 00:01:00 GMT', now)).toBe(60);
    expect(retryAfterSeconds('soon', now)).toBeUndefined();
    expect(retryAfterSeconds(null, now)).toBeUndefined();
  });

  it('says status 0 for what never reached the server', () => {
    expect(problemOf(new TypeError('fetch failed')).status).toBe(0);
    expect(problemOf(new ProblemError({ status: 404 })).status).toBe(404);
  });

  it('tells what cannot be there from what may come when it is asked for again', () => {
    const absent = (status: number) => isAbsent(new ProblemError({ status }));
    expect([400, 404].map(absent)).toEqual([true, true]);
    expect([403, 429, 503].map(absent)).toEqual([false, false, false]);
    expect(isAbsent(new TypeError('fetch failed'))).toBe(false);
    expect(isAbsent(null)).toBe(false);
  });
});
