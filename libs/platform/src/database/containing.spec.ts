import { containing } from './containing';

describe('the pattern for text that holds another', () => {
  it.each([
    ['부하', '%부하%'],
    ['50%', '%50\\%%'],
    ['M_07', '%M\\_07%'],
    ['a\\b', '%a\\\\b%'],
    ['부하'.normalize('NFD'), '%부하%'],
  ])('takes every sign of %s for what it is', (text, pattern) => {
    expect(containing(text)).toBe(pattern);
  });
});
