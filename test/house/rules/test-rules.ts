import { type HouseRule, isTest, matches } from './rule';

const skippedTests: HouseRule = {
  name: 'no-skipped-tests',
  why: 'a test that does not run is a promise that nobody keeps; one that runs alone hides the others',
  covers: (path) => isTest(path) || path.startsWith('test/'),
  find: (text) =>
    matches(
      text,
      /\b(?:it|test|describe|suite)(?:\.(?:each|concurrent|serial|failing))*\.(?:skip|only|t[o]do|fix[m]e|failing)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\b\s*[.(`]|\{[^{}\n]*\b(?:skip|only)\s*:\s*(?:true|['"`])/g,
    ),
};

const sleepingTests: HouseRule = {
  name: 'no-sleeping-tests',
  why: 'a sleep is too short on a busy machine and too long on every other: wait for what must come (eventually)',
  covers: isTest,
  find: (text) =>
    matches(
      text,
      /(?<!jest\s*\.\s*)\bsetTimeout\s*\(|['"](?:node:)?timers\/promises['"]|\.waitForTimeout\s*\(|await\s+(?:sleep|delay|pause)\s*\(/g,
    ),
};

export const testRules: readonly HouseRule[] = [skippedTests, sleepingTests];
