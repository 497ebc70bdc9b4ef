/**
 * For which site the person works, as the switcher in the top bar shows it. It goes with the person's own requests, since the usage log keeps
 * at which site a use was and the programme's log centre knows sites alone. Null where nothing was chosen among several: no site is guessed.
 */
let worked: string | null = null;

/** Kept in the browser for the next sign-in, which comes before anybody knows whose sites there are. */
const rememberedAs = 'maru.worked-site';

/** @param siteId one of the organisation's */
export function noteWorkedSite(siteId: string | null): void {
  worked = siteId;
  if (siteId !== null) localStorage.setItem(rememberedAs, siteId);
}

/** Whoever signs in next may be of another organisation, which would refuse this one's site. */
export function forgetWorkedSite(): void {
  worked = null;
}

const header = (siteId: string | null): Record<string, string> => (siteId === null ? {} : { 'maru-site': siteId });

export const workedSiteHeader = (): Record<string, string> => header(worked);

/** For a sign-in: where it is none of the organisation's, the server leaves it aside. */
export const lastSiteHeader = (): Record<string, string> => header(localStorage.getItem(rememberedAs));
