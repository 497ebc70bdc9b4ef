import { type ConsentStep, inForceSince } from './consent';

const steps = (text: string): ConsentStep[] => [...text].map((letter, at) => ({ change: letter === 'g' ? 'given' : 'withdrawn', at }));

describe('a consent', () => {
  it.each([
    ['', null],
    ['g', 0],
    ['ggg', 0],
    ['gw', null],
    ['gwg', 2],
    ['w', null],
    ['wg', 1],
    ['gwgwgg', 4],
  ])('after the changes "%s" is in force since %p', (text, since) => {
    expect(inForceSince(steps(text))).toBe(since);
  });
});
