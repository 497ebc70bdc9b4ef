/** Set and cleared by the server together with the cookie of the session, which script cannot see. */
const hint = 'maru_signed_in';

/**
 * Whether it is worth asking who is signed in. Without asking, a signed-out visit is no refused request, which a
 * browser reports as an error of the page.
 */
export const maybeSignedIn = (): boolean => document.cookie.split('; ').includes(`${hint}=1`);

/** A session that has ended by itself leaves its hint behind, until the server's refusal tells. */
export function forgetSignedIn(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is missing where the service is reached by plain http.
  document.cookie = `${hint}=; Path=/; Max-Age=0`;
}
