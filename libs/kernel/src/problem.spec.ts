import { defineProblem, Problem, toBody } from './problem';

const refused = defineProblem({
  type: 'platform/invalid-body',
  status: 400,
  title: { ko: '본문이 올바르지 않습니다', en: 'The body is not valid' },
});

describe('defineProblem', () => {
  it('returns frozen data', () => {
    expect(Object.isFrozen(refused)).toBe(true);
    expect(Object.isFrozen(refused.title)).toBe(true);
  });

  it.each(['not-found', 'Platform/not-found', 'platform/', 'platform/not_found', '/platform/x', 'platform/x '])(
    'refuses the type %p',
    (type) => {
      expect(() => defineProblem({ ...refused, type })).toThrow('owner/name');
    },
  );

  it.each([200, 399, 600, 404.5])('refuses the status %p', (status) => {
    expect(() => defineProblem({ ...refused, status })).toThrow('400..599');
  });

  it('refuses a title that lacks a language', () => {
    expect(() => defineProblem({ ...refused, title: { ko: ' ', en: 'x' } })).toThrow('Korean and an English');
  });
});

describe('Problem', () => {
  it('is an Error whose message is made for the log', () => {
    const problem = new Problem(refused, { detail: { ko: '자세히', en: 'more' }, headers: { 'retry-after': '3' } });
    expect(problem).toBeInstanceOf(Error);
    expect(problem.message).toBe('The body is not valid: more');
    expect(problem.headers).toEqual({ 'retry-after': '3' });
    expect(new Problem(refused).message).toBe('The body is not valid');
  });
});

describe('toBody', () => {
  const errors = [{ pointer: '/readings/3/value', code: 'malformed', detail: { ko: '숫자가 아닙니다', en: 'not a number' } }];

  it('speaks one language at a time', () => {
    const problem = new Problem(refused, { detail: { ko: '자세히', en: 'more' }, errors });
    expect(toBody(problem, 'ko', 'r1')).toEqual({
      type: '/problems/platform/invalid-body',
      title: '본문이 올바르지 않습니다',
      status: 400,
      detail: '자세히',
      requestId: 'r1',
      errors: [{ pointer: '/readings/3/value', code: 'malformed', detail: '숫자가 아닙니다' }],
    });
    expect(toBody(problem, 'en', 'r1')).toMatchObject({
      title: 'The body is not valid',
      detail: 'more',
      errors: [{ detail: 'not a number' }],
    });
  });

  it('leaves out what there is not', () => {
    expect(Object.keys(toBody(new Problem(refused, { errors: [] }), 'ko', 'r1'))).toEqual(['type', 'title', 'status', 'requestId']);
  });
});
