import { clientName } from './client-name';

describe('clientName', () => {
  it('names browser and system', () => {
    const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
    expect(clientName(chrome)).toBe('Chrome · Windows');
    expect(clientName(`${chrome} Edg/156.0`)).toBe('Edge · Windows');
    expect(clientName('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1')).toBe(
      'Safari · iOS',
    );
  });

  it('leaves alone what it does not know', () => {
    expect(clientName('curl/8.5.0')).toBe('curl/8.5.0');
    expect(clientName(null)).toBeNull();
  });
});
