import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(__dirname, 'tokens.css'), 'utf8');

function colours(selector: string): Map<string, string> {
  const block = css.split(`${selector} {`)[1].split('}')[0];
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
}

const light = colours(':root');
const dark = colours(':root[data-theme="dark"]');

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Text and what it stands on: 4.5:1 (WCAG 2.2, 1.4.3). */
const texts: [text: string, ground: string][] = [
  ...['ink', 'muted', 'brand'].flatMap((text) => ['card', 'ground', 'idle-soft'].map((ground): [string, string] => [text, ground])),
  ...['ok', 'warning', 'bad', 'idle'].flatMap((state): [string, string][] => [
    [`${state}-ink`, `${state}-soft`],
    [`${state}-ink`, 'card'],
  ]),
  ['brand-strong', 'brand-soft'],
  ['brand-strong', 'card'],
  ['ink', 'brand-soft'],
  ['muted', 'brand-soft'],
  ['peak', 'card'],
  ['bad', 'card'],
  ['on-solid', 'brand'],
  ['on-solid', 'brand-strong'],
  ['on-solid', 'bad'],
];
/** Edges of controls and curves: 3:1 (1.4.11). */
const shapes: [shape: string, ground: string][] = [
  ['line-strong', 'card'],
  ['brand', 'card'],
  ['demand', 'card'],
  ['ok', 'card'],
  ['warning', 'card'],
  ['bad', 'card'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the colours of the %s set', (_name, set) => {
  it.each([...texts.map((pair) => [...pair, 4.5] as const), ...shapes.map((pair) => [...pair, 3] as const)])(
    '%s can be told from %s',
    (above, below, atLeast) => {
      expect(contrast(set.get(above) as string, set.get(below) as string)).toBeGreaterThanOrEqual(atLeast);
    },
  );
});

describe('the dark set', () => {
  it('has every colour that the light one has', () => {
    expect([...dark.keys()].sort()).toEqual([...light.keys()].sort());
  });
});
