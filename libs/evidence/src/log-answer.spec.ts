import { logOutcome, parseLogAnswer } from './log-answer';

describe('an answer of the log centre', () => {
  it('says by AP1002 alone that a log is stored', () => {
    const codes = Array.from({ length: 10_000 }, (_, number) => `AP${String(number).padStart(4, '0')}`);
    expect(codes.filter((code) => logOutcome(code) === 'stored')).toEqual(['AP1002']);
  });

  it.each([
    ['AP1001', 'received'],
    ['AP1028', 'test'],
    ['AP1029', 'too-soon'],
    ['AP1030', 'not-collected'],
    ['AP1031', 'day-limit'],
    ['AP1032', 'day-limit'],
    ['AP1033', 'day-limit'],
    ['AP1004', 'refused'],
    ['AP1026', 'refused'],
    ['AP1013', 'unknown'],
    ['API001', 'unknown'],
    ['toString', 'unknown'],
    ['ap1002', 'unknown'],
    [null, 'unknown'],
  ])('means by %p: %s', (code, outcome) => {
    expect(logOutcome(code)).toBe(outcome);
  });

  const fields = { recptnDt: '2026-11-27 09:00:01.250', recptnRsltCd: 'AP1002', recptnRslt: '데이터 이관 완료', recptnRsltDtl: '' };
  const xml = `<Result><recptnDt>${fields.recptnDt}</recptnDt><recptnRsltCd>AP1002</recptnRsltCd></Result>`;
  it.each([
    ['wrapped JSON', JSON.stringify({ result: fields })],
    ['bare JSON', `\n${JSON.stringify(fields)}`],
    ['XML', xml],
    ['XML with its declaration', `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`],
  ])('is read from %s', (_form, text) => {
    expect(parseLogAnswer(text)).toEqual({ code: 'AP1002', receivedAt: fields.recptnDt });
  });

  it.each([
    ['nothing', ''],
    ['a page', `<html><body>${xml}</body></html>`],
    ['two codes', xml.replace('</Result>', '<recptnRsltCd>AP1029</recptnRsltCd></Result>')],
    ['one name twice', '{"recptnRsltCd":"AP1029","recptnRsltCd":"AP1002"}'],
    ['one code within and one outside', '{"result":{"recptnRsltCd":"AP1002"},"recptnRsltCd":"AP1029"}'],
    ['a code that is no text', '{"recptnRsltCd":1002}'],
    ['a code in other letters', '{"recptnRsltCd":"ap1002"}'],
    ['cut off', '{"result":{"recptnRsltCd":"AP1002"'],
    ['XML cut off', xml.replace('</Result>', '')],
    ['a list', '[{"recptnRsltCd":"AP1002"}]'],
    ['null', 'null'],
  ])('has no code where it is %s', (_what, text) => {
    expect(parseLogAnswer(text).code).toBeNull();
  });

  it('keeps its code where it quotes the request', () => {
    const quoting = { ...fields, recptnRsltCd: 'AP1023', recptnRsltDtl: '{"recptnRsltCd":"AP1002"}' };
    expect(parseLogAnswer(JSON.stringify({ result: quoting })).code).toBe('AP1023');
  });

  it.each(['2026\u0000', '어제', 'x'.repeat(41), ''])('has no time where recptnDt is %j', (recptnDt) => {
    expect(parseLogAnswer(JSON.stringify({ ...fields, recptnDt }))).toEqual({ code: 'AP1002', receivedAt: null });
  });
});
