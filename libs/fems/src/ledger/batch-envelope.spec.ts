import { newId, type Problem } from '@maru/kernel';
import { readEnvelope, readingsMax } from './batch-envelope';

const sourceId = newId();
const readings = [{}];

function errorsOf(body: unknown): [string, string][] {
  try {
    readEnvelope(body);
    return [];
  } catch (error) {
    expect((error as Problem).type.status).toBe(400);
    return ((error as Problem).errors ?? []).map(({ pointer, code }) => [pointer, code]);
  }
}

describe('readEnvelope', () => {
  it('reads a batch, with a reason of its own when none is stated', () => {
    expect(readEnvelope({ sourceId: sourceId.toUpperCase(), readings })).toEqual({ sourceId, reason: null, readings });
    expect(readEnvelope({ sourceId, reason: '계기 교정', readings }).reason).toBe('계기 교정');
    expect(readEnvelope({ sourceId, readings: Array(readingsMax).fill(null) }).readings).toHaveLength(5_000);
  });

  it.each<[string, unknown, [string, string][]]>([
    ['nothing', undefined, [['', 'isObject']]],
    ['null', null, [['', 'isObject']]],
    ['a list', [{ sourceId, readings }], [['', 'isObject']]],
    ['text', 'x', [['', 'isObject']]],
    [
      'an empty object',
      {},
      [
        ['/sourceId', 'isId'],
        ['/readings', 'isArray'],
      ],
    ],
    ['an unknown field', { sourceId, readings, 'a/b': 1 }, [['/a~1b', 'unknown-field']]],
    ['a field that is no text', { sourceId, readings, '\ud800': 1 }, [['/?', 'unknown-field']]],
    ['a malformed source', { sourceId: '7', readings }, [['/sourceId', 'isId']]],
    ['an empty reason', { sourceId, readings, reason: '' }, [['/reason', 'isReason']]],
    ['null as reason', { sourceId, readings, reason: null }, [['/reason', 'isReason']]],
    ['a reason with NUL', { sourceId, readings, reason: 'a\0' }, [['/reason', 'isReason']]],
    ['a reason without end', { sourceId, readings, reason: 'a'.repeat(201) }, [['/reason', 'isReason']]],
    ['readings that are no list', { sourceId, readings: {} }, [['/readings', 'isArray']]],
    ['no reading', { sourceId, readings: [] }, [['/readings', 'arrayMinSize']]],
    ['5,001 readings', { sourceId, readings: Array(5_001).fill(null) }, [['/readings', 'arrayMaxSize']]],
  ])('refuses %s', (_, body, errors) => {
    expect(errorsOf(body)).toEqual(errors);
  });
});
