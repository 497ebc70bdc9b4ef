import { signInPath, wantedPath } from './sign-in-address';

describe('sign-in address', () => {
  it('remembers where the person wanted to go', () => {
    const path = signInPath('/fems/load?by=year');
    expect(wantedPath(path.slice(path.indexOf('?')))).toBe('/fems/load?by=year');
    expect(signInPath('/')).toBe('/sign-in');
  });

  it('never leads to another service', () => {
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in?next=/']) {
      expect(wantedPath(`?next=${encodeURIComponent(next)}`)).toBe('/');
    }
  });
});
