/** Whoever is signed in, as most are, never sees it. */
export const loadSignIn = () => import('./sign-in');
