import { isNamed } from './jamo';

describe('a name', () => {
  it.each([
    ['부하 곡선', '부하'],
    ['부하 곡선', '곡선'],
    ['부하 곡선', '부하곡'],
    ['부하 곡선', 'ㅂㅎㄱㅅ'],
    ['부하 곡선', 'ㄱㅅ'],
    ['부하 곡선', 'ㅂㅎㄳ'],
    ['없음 표시', 'ㅇㅇ'],
    ['부하 곡선', 'ㅂㅎ ㄱ'],
    ['계량기와 계측 항목', 'ㄱㄹㄱ'],
    ['모듈 구독', 'ㅁㄷ'],
    ['Load profile', 'LOAD p'],
    ['English로 보기', 'eng'],
    ['M-07', 'm-07'],
  ])('%s has %s in it', (name, typed) => {
    expect(isNamed(name, typed)).toBe(true);
  });

  it.each([
    ['부하 곡선', 'ㅂ'],
    ['부하 곡선', '부'],
    ['부하 곡선', '붛'],
    ['부하 곡선', '부하ㄱ'],
    ['부하 곡선', '부하고'],
    ['닭고기', '달'],
    ['의자', '으'],
  ])('%s has %s in it, which is not yet all that is meant', (name, typed) => {
    expect(isNamed(name, typed)).toBe(true);
  });

  it('is the same however its letters are put together', () => {
    expect(isNamed('부하 곡선'.normalize('NFD'), '부하'.normalize('NFC'))).toBe(true);
    expect(isNamed('부하 곡선', '부하'.normalize('NFD'))).toBe(true);
  });

  it.each([
    ['부하 곡선', 'ㅂㄱ'],
    ['부하 곡선', '구독'],
    ['부하 곡선', '%'],
    ['Load profile', '부하'],
  ])('%s has no %s in it', (name, typed) => {
    expect(isNamed(name, typed)).toBe(false);
  });
});
