import { logRequest } from './log-request';
import { answersWithoutPerson, answerWithoutKey } from './quoting-answer';

const KEY = '$5$API$a/B.c\\d"&<9';
const forms: [string, (value: string) => string][] = [
  ['plain', (value) => value],
  ['as JSON', (value) => JSON.stringify(value).slice(1, -1)],
  ['as JSON that escapes the stroke', (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/')],
  ['as JSON in code units', (value) => value.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)],
  ['as a form', encodeURIComponent],
  ['as a form in small letters', (value) => encodeURIComponent(value).replace(/%../g, (octet) => octet.toLowerCase())],
  ['as a form in a form', (value) => encodeURIComponent(encodeURIComponent(value))],
  ['as XML', (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;')],
];

const answerOf = (key: string, user: string, address: string) =>
  `{"result":{"recptnRsltCd":"AP1023","recptnRsltDtl":"잘못된 요청 crtfcKey=${key}&sysUser=${user}&conectIp=${address}&dataUsgqty=10"}}`;

describe('an answer that quotes the request', () => {
  it.each(forms)('has the key taken out, %s', (_form, quoted) => {
    const answer = Buffer.from(answerOf(quoted(KEY), '1', '203.0.113.7'));
    expect(answerWithoutKey(answer, KEY).toString()).toBe(answerOf('[key]', '1', '203.0.113.7'));
  });

  it.each(forms)('has the person taken out, %s', (_form, quoted) => {
    for (const [sysUser, conectIp] of [
      ['1', '203.0.113.7'],
      ['생산-01 "가"', '2001:db8::1'],
    ]) {
      const answer = Buffer.from(answerOf('[key]', quoted(sysUser), quoted(conectIp)));
      expect(answersWithoutPerson()(answer, { sysUser, conectIp }).toString()).toBe(answerOf('[key]', '[user]', '[address]'));
    }
  });

  it.each(['json', 'form', 'logDataJson', 'logDataXml'] as const)(
    'has key and person taken out of a whole request, sent as %s',
    (encoding) => {
      for (const fields of [
        { logDt: '2026-11-27 09:00:00.000', useSe: 'DO6001', sysUser: 'E100', conectIp: '203.0.113.7', dataUsgqty: 10 },
        { logDt: '2026-11-27 09:00:00.000', useSe: 'DO6001', sysUser: '김 & 7', conectIp: '2001:db8::1', dataUsgqty: 10 },
      ]) {
        const { body } = logRequest(encoding, KEY, fields);
        for (const quoted of [body, JSON.stringify(body), encodeURIComponent(body)]) {
          const answer = answersWithoutPerson()(answerWithoutKey(Buffer.from(quoted), KEY), fields).toString();
          expect(answer).toContain('[key]');
          expect(answer).toContain('[user]');
          expect(answer).toContain('[address]');
          for (const told of ['API', 'E100', '203', '113', 'db8', '김', encodeURIComponent('김')]) expect(answer).not.toContain(told);
        }
      }
    },
  );

  it('is the very octets that came where it quotes nothing', () => {
    const answer = Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x24]);
    expect(answerWithoutKey(answer, KEY)).toBe(answer);
    expect(answersWithoutPerson()(answer, { sysUser: '1001', conectIp: '203.0.113.7' })).toBe(answer);
  });
});
