import fc from 'fast-check';
import { networkOf } from './network';

/** Ways to write the same address: leading zeros, capitals, and one run of zeros left out. */
function spellings(words: readonly number[]): string[] {
  const plain = words.map((word) => word.toString(16));
  const padded = plain.map((word) => word.padStart(4, '0').toUpperCase());
  const shortened: string[] = [];
  for (let from = 0; from < 8; from++)
    for (let until = from + 1; until <= 8 && words.slice(from, until).every((word) => word === 0); until++)
      shortened.push(`${plain.slice(0, from).join(':')}::${plain.slice(until).join(':')}`);
  return [plain.join(':'), padded.join(':'), ...shortened];
}

describe('networkOf', () => {
  const word = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
  const words = fc.array(word, { minLength: 8, maxLength: 8 });

  it('is the first half of an IPv6 address, however it is written', () => {
    fc.assert(
      fc.property(words, (all) => {
        const network = `${all
          .slice(0, 4)
          .map((one) => one.toString(16))
          .join(':')}::/64`;
        expect(new Set(spellings(all).map(networkOf))).toEqual(new Set([network]));
      }),
    );
  });

  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::', '0:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::198.51.100.7', '64:ff9b:0:0::/64'],
    ['2001:db8:1:2:3:4:198.51.100.7', '2001:db8:1:2::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('of nobody knows whom is one for all of them', () => {
    expect(networkOf(null)).toBe('unknown');
  });
});
