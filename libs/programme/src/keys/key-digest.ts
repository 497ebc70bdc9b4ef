import { createHmac, hkdfSync } from 'node:crypto';

/**
 * By which a key is told from another without being known. A simulated organisation's key is another thing than a real one's of the same
 * letters: it reaches the simulator alone. @param secret of the installation
 */
export function digestOfKey(secret: string, simulated: boolean, key: string): Buffer {
  const digesting = Buffer.from(hkdfSync('sha256', secret, '', 'maru programme portal-key-holder v1', 32));
  return createHmac('sha256', digesting).update(`${simulated}\0${key}`).digest();
}
