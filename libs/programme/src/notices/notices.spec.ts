import { currentNotice, currentNotices, noticeOf, notices } from './notices';
import { operatingDefinitions } from './operating-definitions';

describe('the notices', () => {
  it('are known by id and version, each once, and the newest version is the current one', () => {
    const names = notices.map(({ id, version }) => `${id} ${version}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { id } of notices)
      expect(currentNotice(id)?.version).toBe(Math.max(...notices.filter((n) => n.id === id).map((n) => n.version)));
    expect(currentNotices.map(({ id }) => id)).toEqual(['win-win-2025', 'carbon-neutral-2025', 'cloud-solution-2023', 'lighthouse-2021']);
    expect(() => noticeOf('carbon-neutral-2025', 99)).toThrow('no version 99');
  });

  it('ask for logs for three years from the event that each names, of whoever signs', () => {
    const duties = notices.map(({ id, party, logDuty }) => [id, party, logDuty?.years ?? null, logDuty?.from ?? null]);
    expect(duties).toEqual([
      ['lighthouse-2021', 'manufacturer', null, null],
      ['cloud-solution-2023', 'supplierConsortium', 3, 'finallyCompleted'],
      ['carbon-neutral-2025', 'manufacturer', 3, 'completed'],
      ['win-win-2025', 'manufacturer', 3, 'completed'],
    ]);
  });

  it('offer registration by hand in June and December where they do, and the bonus where they give it', () => {
    expect(notices.filter(({ registrationMonths }) => registrationMonths.length > 0).map(({ id }) => id)).toEqual([
      'carbon-neutral-2025',
      'win-win-2025',
    ]);
    expect(notices.filter(({ bonus }) => bonus).map(({ id, bonus }) => [id, bonus?.months, bonus?.daysAMonth, bonus?.builtSince])).toEqual([
      ['carbon-neutral-2025', 6, 20, '2021-01-01'],
    ]);
  });

  it('say how many logs spare a registration by hand where they offer it, and that this is inferred', () => {
    for (const { registrationMonths, logsSparingRegistration, uncertain } of notices) {
      const isOffered = registrationMonths.length > 0;
      expect(logsSparingRegistration).toBe(isOffered ? 1 : null);
      expect(uncertain.some(({ rule }) => rule === 'registration')).toBe(isOffered);
    }
  });

  it('say in both languages what is inferred', () => {
    for (const { uncertain } of notices)
      for (const { why } of uncertain) expect(why).toEqual({ ko: expect.stringMatching(/니다\.$/), en: expect.stringMatching(/\.$/) });
  });
});

describe('the operating definitions', () => {
  it('take days, months and year from the notice that gives the bonus', () => {
    for (const { noticeId, months, daysAMonth, builtSince } of operatingDefinitions)
      expect(currentNotice(noticeId)?.bonus).toMatchObject({ months, daysAMonth, builtSince });
  });

  it('are one for each basis, stored logs first', () => {
    expect([...new Set(operatingDefinitions.map(({ basis }) => basis))]).toEqual(['stored', 'used', 'both']);
  });
});
