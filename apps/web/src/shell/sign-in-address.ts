/** The sign-in page's address, which remembers where the person wanted to go. */
export const signInPath = (wanted: string): string => (wanted === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted)}`);

/**
 * Where to go after sign-in: only to a path of this very service. '//host' and '/\host' lead elsewhere in a browser,
 * so a link that somebody sends cannot take a person from our sign-in to a foreign page.
 */
export function wantedPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}

/** The organisation to work in, for a person of several who says which; nothing where none is said. */
export function wantedOrganisation(search: string): { organisationId?: string } {
  const organisationId = new URLSearchParams(search).get('organisation');
  return organisationId ? { organisationId } : {};
}
