import { useEffect, useSyncExternalStore } from 'react';
import { type AddressChanges, useAddress } from './address';
import { useMe } from './me';

/** The choice is the organisation's: whoever works for two of them has other sites in each. */
const rememberedAs = (organisationId: string) => `maru.site.${organisationId}`;

const listeners = new Set<() => void>();
const watch = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** How many components on screen show one site's things: while there are any, the choice belongs into the address. */
let shownBySite = 0;

export interface SiteChoice {
  /**
   * The site that the address names, else the one chosen last in this browser; null for no choice, which is every site, or the first
   * where one must be shown. It may be none of the organisation's: an address can say anything.
   */
  siteId: string | null;
  /** The one chosen last in this browser, in this organisation. */
  remembered: string | null;
  /** @param others what else of the address changes with the site */
  choose: (siteId: string | null, others?: AddressChanges) => void;
}

function useSiteChoice(isPage: () => boolean): SiteChoice {
  const { get, set } = useAddress();
  const key = rememberedAs(useMe().organisation.id);
  const remembered = useSyncExternalStore(watch, () => localStorage.getItem(key));
  const choose = (siteId: string | null, others: AddressChanges = {}) => {
    if (siteId === null) localStorage.removeItem(key);
    else localStorage.setItem(key, siteId);
    // The address first: with it a visit begins, and what is read for the other site is the person's read (cause.ts).
    if (isPage()) set({ site: siteId, ...others });
    for (const changed of listeners) changed();
  };
  return { siteId: get('site') ?? remembered, remembered, choose };
}

/** The site that a page is about. The page follows the switcher in the top bar, and its address says which site it shows. */
export function useSite(): SiteChoice {
  useEffect(() => {
    shownBySite++;
    return () => {
      shownBySite--;
    };
  }, []);
  return useSiteChoice(() => true);
}

/** The choice for the switcher, which is there on pages too that know no site: their address stays as it is. */
export const useSiteSwitch = (): SiteChoice => useSiteChoice(() => shownBySite > 0);
