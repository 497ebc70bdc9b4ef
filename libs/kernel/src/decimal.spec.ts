import fc from 'fast-check';
import { Decimal, decimalRefusal, formatDecimal, parseDecimal } from './decimal';

function read(text: string): string {
  const result = parseDecimal(text);
  return result.ok ? formatDecimal(result.value) : result.code;
}

describe('parseDecimal', () => {
  it.each([
    ['3.17', '3.17'],
    ['-0.10', '-0.1'],
    ['+5', '5'],
    ['-0', '0'],
    ['0.000', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['12.5E-3', '0.0125'],
    ['1e37', '1' + '0'.repeat(37)],
    ['1e-38', '0.' + '0'.repeat(37) + '1'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['0000000000000000000000000000000000000000001', '1'],
    ['0e999', '0'],
  ])('reads %p as %p', (text, plain) => {
    expect(read(text)).toBe(plain);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'e5',
    '1 ',
    ' 1',
    '1,000',
    '0x10',
    '0b1',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e',
    '1e+',
    '１',
    '1_000',
    '1e99999',
    '--1',
  ])('refuses %p as malformed', (text) => {
    expect(read(text)).toBe('malformed');
  });

  it.each(['1e38', '1e-39', '1e400', '5e-324', '123456789012345678901234567890123456789', '1.2e38', '9'.repeat(101)])(
    'refuses %p as too long',
    (text) => {
      expect(read(text)).toBe('too-long');
    },
  );

  it('reads what a double prints, or says that it is too long', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const result = parseDecimal(String(number));
        return result.ok ? result.value.toNumber() === number : result.code === 'too-long';
      }),
    );
  });

  it('refuses long text without reading it', () => {
    expect(decimalRefusal('1'.repeat(10_000_000))).toBe('too-long');
  });
});

describe('Decimal', () => {
  it('adds and multiplies without rounding', () => {
    const long = new Decimal('12345678901234567890123456789012345678');
    const small = new Decimal('1e-38');
    expect(formatDecimal(long.plus(small))).toBe('12345678901234567890123456789012345678.00000000000000000000000000000000000001');
    expect(formatDecimal(long.times(long).minus(long.times(long).minus(small)))).toBe(formatDecimal(small));
    expect(formatDecimal(new Decimal('0.1').plus('0.2'))).toBe('0.3');
  });
});

describe('formatDecimal', () => {
  it('never writes an exponent', () => {
    expect(formatDecimal(new Decimal('1e-60'))).toBe('0.' + '0'.repeat(59) + '1');
    expect(formatDecimal(new Decimal(-0))).toBe('0');
  });

  it('refuses what is not a number', () => {
    expect(() => formatDecimal(new Decimal(Number.NaN))).toThrow(RangeError);
    expect(() => formatDecimal(new Decimal(Number.POSITIVE_INFINITY))).toThrow(RangeError);
  });
});
