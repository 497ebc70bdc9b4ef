import { signInPath, wantedOrganisation, wantedPath } from './sign-in-address';

describe('sign-in address', () => {
  it('remembers where the person wanted to go', () => {
    const path = signInPath('/fems/load?by=year');
    expect(wantedPath(path.slice(path.indexOf('?')))).toBe('/fems/load?by=year');
    expect(signInPath('/')).toBe('/sign-in');
  });

  it('says for a person of several organisations in which to work', () => {
    expect(wantedOrganisation('?organisation=018f&next=/')).toEqual({ organisationId: '018f' });
    expect(wantedOrganisation('?next=/')).toEqual({});
  });

  it('never leads to another service', () => {
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in?next=/']) {
      expect(wantedPath(`?next=${encodeURIComponent(next)}`)).toBe('/');
    }
  });
});
