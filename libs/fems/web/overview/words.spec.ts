import { formatsOf } from '@maru/web/format';
import { stretchText } from './words';

const ko = formatsOf('ko');

describe('the words of an overview', () => {
  it.each([
    ['2018-12-24T00:00:00+09:00', '2018-12-25T00:00:00+09:00', '12월 24일 (월)'],
    ['2018-11-15T00:00:00+09:00', '2018-11-15T09:45:00+09:00', '11월 15일 (목) 00:00–09:45'],
    ['2018-12-01T00:00:00+09:00', '2018-12-31T00:00:00+09:00', '12월 1일–12월 30일'],
    ['2018-11-01T00:00:00+09:00', '2018-11-22T09:45:00+09:00', '11월 1일–11월 22일 09:45'],
  ])('name the stretch from %s to %s', (from, to, text) => {
    expect(stretchText({ from, to }, ko)).toBe(text);
  });
});
