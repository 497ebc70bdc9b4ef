import { healthFindings } from './organisation-health';

const now = Date.parse('2026-11-20T09:00:00Z');
const health = (eventWaitingSince: string | null, failedTasks = 0) => ({ eventWaitingSince, failedTasks, lastSignInDay: null });

describe('the health of an organisation', () => {
  it('is fine while events wait no longer than they take', () => {
    expect(healthFindings(health(null), now)).toEqual({ waitingSince: null, failedTasks: 0 });
    expect(healthFindings(health('2026-11-20T08:55:00Z'), now).waitingSince).toBeNull();
  });

  it('is worth a look when an event has waited longer, or a task has failed', () => {
    expect(healthFindings(health('2026-11-20T08:54:59Z'), now).waitingSince).toBe('2026-11-20T08:54:59Z');
    expect(healthFindings(health(null, 2), now).failedTasks).toBe(2);
  });
});
