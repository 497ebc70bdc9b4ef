/**
 * For which site the person works, as the switcher in the top bar shows it. It goes with every request, since the usage log keeps at which
 * site a use was and the programme's log centre knows sites alone. Null where nothing was chosen among several: no site is guessed.
 */
let worked: string | null = null;

/** @param siteId one of the organisation's */
export function noteWorkedSite(siteId: string | null): void {
  worked = siteId;
}

export const workedSiteHeader = (): Record<string, string> => (worked === null ? {} : { 'maru-site': worked });
