/**
 * Tells a person's own reads from those that the page makes by itself.
 *
 * The usage log is evidence: only a read that follows a person's input may be logged as theirs, so such a request
 * carries `maru-cause: input` and every other one carries nothing. Whoever writes a page does nothing for it and
 * cannot get it wrong: pages read with useRead, and useRead asks here. The rules:
 *
 * 1. A visit is one entry of the browser's history (a page together with its filters, which live in the address).
 *    noteVisit is called by the router at the moment a visit begins. The visit is a person's if the browser itself
 *    says that a key, click or touch has just happened (navigator.userActivation cannot be forged by script), or if
 *    it comes from the back and forward keys, or if the document was opened by an address, link or bookmark.
 *    A reload is not: pages on the wall are reloaded by scripts.
 * 2. Within a person's visit each read may be claimed once, when its component first wants it, and the claim lapses
 *    in the same commit unless a request starts there and takes it. So whatever is fetched again later (focus,
 *    reconnect, interval, after a change) or in advance (prefetch) finds no claim and is automatic.
 * 3. A key that fetches by hand (retry, more) claims with claimByHand, which asks userActivation again.
 *
 * In doubt a read is automatic: a person's read may be missed, none is invented.
 */
const inputHeader = (): Record<string, string> => ({ 'maru-cause': 'input' });

const inputJustHappened = (): boolean => navigator.userActivation?.isActive ?? false;

function documentOpenedByPerson(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'navigate' || entry?.type === 'back_forward';
}

let visit = { key: '', byPerson: documentOpenedByPerson() };
let claimedInVisit = new Set<string>();
const openClaims = new Set<string>();

/** Called by the router when a visit begins; key is the history entry's. */
export function noteVisit(key: string, byHistoryKeys: boolean): void {
  if (key === visit.key) return;
  visit = { key, byPerson: byHistoryKeys || inputJustHappened() };
  claimedInVisit = new Set();
}

/** The first visit of a document: rule 1 has already judged how the document was opened. */
export function noteFirstVisit(key: string): void {
  visit = { ...visit, key };
}

/** Claims a read for the present visit, once. */
export function claim(read: string): void {
  if (!visit.byPerson || claimedInVisit.has(read)) return;
  claimedInVisit.add(read);
  openClaims.add(read);
}

/** Claims a read that a key of the page starts. */
export function claimByHand(read: string): void {
  if (inputJustHappened()) openClaims.add(read);
}

/** Ends a claim that no request took. */
export function lapse(read: string): void {
  openClaims.delete(read);
}

/** The headers of a read that starts now; takes the claim. */
export function causeOfRead(read: string): Record<string, string> {
  return openClaims.delete(read) ? inputHeader() : {};
}

/** The headers of a change that starts now. */
export function causeOfWrite(): Record<string, string> {
  return inputJustHappened() ? inputHeader() : {};
}
