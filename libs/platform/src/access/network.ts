/**
 * What one stranger is counted by: an IPv4 address, or the /64 network of an IPv6 one, since whoever has one IPv6 address has
 * the 2^64 others of its network as well.
 * @param address as `isIP` knows it, IPv4 not mapped into IPv6; null where there is none
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!address.includes(':')) return address;
  const [head, tail] = address.split('%', 1)[0].split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** Groups of 16 bits; an IPv4 address at the end is two of them, and what they are is beyond the network. */
function groups(text: string): string[] {
  return text === '' ? [] : text.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
