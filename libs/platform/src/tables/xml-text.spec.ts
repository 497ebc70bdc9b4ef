import { escapedXml } from './xml-text';

describe('text in XML', () => {
  it.each([
    ['수전 유효전력량', '수전 유효전력량'],
    ['a <b> & "c"', 'a &lt;b&gt; &amp; &quot;c&quot;'],
    ['a\0b\u0001c\u001fd', 'abcd'],
    ['a\tb\nc\u0085', 'a\tb\nc\u0085'],
    ['\ufffea\uffff', 'a'],
    ['\ud800', '\ufffd'],
    ['😀', '😀'],
  ])('%j is written %j', (text, written) => {
    expect(escapedXml(text)).toBe(written);
  });
});
