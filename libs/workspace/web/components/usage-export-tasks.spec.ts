import { resultOf } from './usage-export-tasks';

describe('the result of an export', () => {
  it('is what the task has said of its file', () => {
    const about = { bytes: 9, sha256: 'a', organisationId: 'o', company: 'c', month: '2026-11', format: 'csv' as const };
    const outcome = { fileId: 'f', fileName: 'f.csv', ...about, events: 12, gaps: [{ from: 'a', until: 'b' }], simulated: true };
    expect(resultOf({ outcome })).toEqual({ fileId: 'f', events: 12, gaps: 1, simulated: true });
  });

  it('is none before it is done, or when it says something else', () => {
    expect(resultOf({ outcome: null })).toBeNull();
    expect(resultOf({ outcome: { importId: 'i' } })).toBeNull();
  });
});
