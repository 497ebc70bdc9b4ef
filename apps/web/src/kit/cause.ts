/**
 * Tells a person's own reads from those that the page makes by itself.
 *
 * The usage log is evidence: only a read that follows a person's input may be logged as theirs, so such a request
 * carries `maru-cause: input` and every other one carries nothing. Whoever writes a page does one thing for it: says
 * of each useRead whether it is the page's main read or a supporting one (that fills a selector, say). The rules:
 *
 * 1. A visit is one entry of the browser's history (a page together with its filters, which live in the address).
 *    noteVisit is called by the router at the moment a visit begins. The visit is a person's if the browser itself
 *    says that a key, click or touch has just happened (navigator.userActivation cannot be forged by script), or if
 *    it comes from the back and forward keys in a document that has had an input before.
 * 2. Opening a document is no input, however it comes about: a screen on the wall is opened, reloaded and turned by
 *    programs, and the browser does not tell these from an address typed. Its first visit is automatic.
 * 3. One read of a person's visit is theirs: the first one that is not a supporting read, claimed when its component
 *    first wants it and while the visit is young. The claim lapses in the same commit unless a request starts there
 *    and takes it. So whatever is fetched again later (focus, reconnect, after a change, because the newest day has
 *    moved on) or in advance (prefetch) finds no claim and is automatic.
 * 4. A key that fetches by hand (retry, more) claims with claimByHand, which asks userActivation again. Tried again,
 *    a supporting read stays automatic and the person's visit begins anew, for the main read that was waiting for it.
 *
 * In doubt it is automatic, a read as well as a change: a person's may be missed, none is invented.
 */
const inputHeader = (): Record<string, string> => ({ 'maru-cause': 'input' });

/** Longer than a page takes to want its main read; what a page wants later follows from something else. */
const claimableMs = 10_000;

const inputJustHappened = (): boolean => navigator.userActivation?.isActive ?? false;
const hasHadInput = (): boolean => navigator.userActivation?.hasBeenActive ?? false;

let visitKey = '';
/** Until when (performance.now) the main read of the visit may be claimed. */
let claimableUntilMs = 0;
const openClaims = new Set<string>();

const beginVisit = (byPerson: boolean): void => {
  claimableUntilMs = byPerson ? performance.now() + claimableMs : 0;
};

/** Called by the router when a visit begins; key is the history entry's. */
export function noteVisit(key: string, byHistoryKeys: boolean): void {
  if (key === visitKey) return;
  visitKey = key;
  beginVisit(inputJustHappened() || (byHistoryKeys && hasHadInput()));
}

/** The first visit of a document, which is nobody's. */
export function noteFirstVisit(key: string): void {
  visitKey = key;
}

/** A key of the page fetches anew what the page's main read was waiting for. */
export function noteRetry(): void {
  if (inputJustHappened()) beginVisit(true);
}

/** Claims the main read of the present visit, once. */
export function claim(read: string): void {
  if (performance.now() >= claimableUntilMs) return;
  claimableUntilMs = 0;
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

/**
 * The headers of a change that starts now, a sign-in among them. Said either way, since the server takes a change that says nothing for its
 * sender's own: a screen that a program works is nobody's use.
 */
export function causeOfChange(): Record<string, string> {
  return inputJustHappened() ? inputHeader() : { 'maru-cause': 'automatic' };
}

/** The headers of what is done with a file that was given: only a person can give one, and the dialog took longer than an input is remembered. */
export const causeOfGivenFile = inputHeader;
