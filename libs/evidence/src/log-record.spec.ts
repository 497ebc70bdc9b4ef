import fc from 'fast-check';
import { type LogSource, logRecord } from './log-record';
import { usageKinds } from './usage-event';

const source: LogSource = {
  at: Date.parse('2026-11-27T23:59:59.007+09:00'),
  kind: 'sign-in',
  bytes: 0,
  userCode: '1001',
  address: '203.0.113.7',
};

describe('an event in the fields of the log centre', () => {
  it('carries its own time on the clock of Seoul, its kind, user code, address and bytes', () => {
    expect(logRecord({ ...source, bytes: 512 })).toEqual({
      ok: true,
      fields: { logDt: '2026-11-27 23:59:59.007', useSe: 'DO6001', sysUser: '1001', conectIp: '203.0.113.7', dataUsgqty: 512 },
    });
  });

  it('has a time of 23 characters that names the same moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.parse('2000-01-01T00:00Z'), max: Date.parse('2100-01-01T00:00Z') }), (at) => {
        const record = logRecord({ ...source, at });
        const { logDt } = record.ok ? record.fields : { logDt: '' };
        expect(logDt).toHaveLength(23);
        expect(Date.parse(`${logDt.replace(' ', 'T')}+09:00`)).toBe(at);
      }),
    );
  });

  it('has a code of its own for every kind, spelled with the letter O', () => {
    const codes = [...usageKinds, 'test' as const].map((kind) => {
      const record = logRecord({ ...source, kind });
      return record.ok && record.fields.useSe;
    });
    expect(codes).toEqual(['DO6001', 'DO6002', 'DO6003', 'DO6004', 'DO6005', 'DO6006', 'DO6007', 'DO6999']);
  });

  it.each([
    [{ userCode: null }, ['no-user-code']],
    [{ userCode: 'a'.repeat(61) }, ['user-code-too-long']],
    [{ address: null }, ['no-address']],
    [{ address: '2001:0db8:85a3:0000:0000:8a2e:0370:7334' }, ['address-too-long']],
    [{ bytes: 1_000_000_000 }, ['too-many-bytes']],
    [{ userCode: null, address: null }, ['no-user-code', 'no-address']],
  ])('is none where something of it does not fit: %p', (more, obstacles) => {
    expect(logRecord({ ...source, ...more })).toEqual({ ok: false, obstacles });
  });

  it('is one at the very limits', () => {
    const limits = { userCode: 'a'.repeat(60), address: '2001:db8:1234:5678:9abc:def0::', bytes: 999_999_999 };
    expect(logRecord({ ...source, ...limits })).toMatchObject({ ok: true, fields: { sysUser: limits.userCode, conectIp: limits.address } });
  });
});
