import { openKey, sealKey } from './key-seal';

const secret = 's'.repeat(48);
const place = { tenantId: 42, siteId: '0190c2f5-0000-7000-8000-000000000001' };
const key = '$5$API$abc/def.ghi$한글';

describe('a sealed portal key', () => {
  it('opens where it was sealed, and is another text each time', () => {
    const [one, other] = [sealKey(secret, place, key), sealKey(secret, place, key)];
    expect(openKey(secret, place, one)).toBe(key);
    expect(one.equals(other)).toBe(false);
    expect(one.includes(Buffer.from('API'))).toBe(false);
  });

  it.each([
    ['under another secret', 't'.repeat(48), place],
    ['for another organisation', secret, { ...place, tenantId: 43 }],
    ['for another site', secret, { ...place, siteId: '0190c2f5-0000-7000-8000-000000000002' }],
  ])('does not open %s', (_what, otherSecret, otherPlace) => {
    expect(openKey(otherSecret, otherPlace, sealKey(secret, place, key))).toBeNull();
  });

  it('does not open with any of its bits turned, or cut off', () => {
    const sealed = sealKey(secret, place, key);
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      expect(openKey(secret, place, altered)).toBeNull();
      expect(openKey(secret, place, sealed.subarray(0, at))).toBeNull();
    }
  });
});
