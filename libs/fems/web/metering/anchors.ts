/** Where on the page of meters something stands, as an address names it after its #. */
export const meterAnchor = (meterId: string): string => `meter-${meterId}`;
export const sourcesAnchor = 'reading-sources';
