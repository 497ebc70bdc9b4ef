import { pointAt } from './duration-option';

const points = [0.5, 1.0017, 50, 100].map((sharePercent, index) => ({ rank: index + 1, sharePercent, hours: 1, demandKw: 4 - index }));

describe('pointAt', () => {
  it.each([
    [0, 0],
    [0.5, 0],
    [1, 1],
    [1.0017, 1],
    [60, 3],
    [100, 3],
    [120, 3],
  ])('finds for the top %d %% the first point that covers it', (share, index) => {
    expect(pointAt(points, share)).toBe(index);
  });
});
