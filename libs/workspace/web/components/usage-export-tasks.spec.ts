import { resultOf } from './usage-export-tasks';

describe('the result of an export', () => {
  it('is what the task has said of its file', () => {
    const outcome = { fileId: 'f', events: 12, gaps: [{ from: 'a', until: 'b' }], simulated: true, format: 'csv' };
    expect(resultOf({ outcome })).toEqual({ fileId: 'f', events: 12, gaps: 1, simulated: true });
  });

  it('is none before it is done, or when it says something else', () => {
    expect(resultOf({ outcome: null })).toBeNull();
    expect(resultOf({ outcome: { counted: 3 } })).toBeNull();
  });
});
