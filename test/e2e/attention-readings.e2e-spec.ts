import { AttentionScene, newestMs, quarterMs } from './attention/attention-scene';

describe('what needs a person of readings', () => {
  let scene: AttentionScene;

  beforeAll(async () => {
    scene = await AttentionScene.start();
  });
  afterAll(() => scene.close());

  it('is nothing while everything comes as it should, and says when that would change', async () => {
    const { owner, points, send } = await scene.plant();
    await send(points[0], [3, 2, 1, 0]);
    const { items, counts, changesInSeconds } = await scene.told(owner);
    expect([items, counts]).toEqual([[], { bad: 0, warning: 0, info: 0 }]);
    // An hour after the end of the newest interval, which ended not long ago.
    expect(changesInSeconds).toBeGreaterThan(30 * 60);
    expect(changesInSeconds).toBeLessThanOrEqual(60 * 60 + 2);
  });

  it('tells of points that have stopped, those that are silent for good and those that never sent, each as one item', async () => {
    const { owner, points, send } = await scene.plant(['a', 'b', 'c', 'd', 'e', 'f']);
    for (const point of points.slice(0, 4)) await send(point, [21, 20]);
    await send(points[4], [10 * 96]);
    const { items, counts } = await scene.told(owner);
    expect(items.map(({ kind, severity, count, names }) => [kind, severity, count, names])).toEqual([
      ['fems.points-stopped', 'bad', 4, ['meter · a', 'meter · b', 'meter · c']],
      ['fems.points-dormant', 'warning', 1, ['meter · e']],
      ['fems.points-never', 'info', 1, ['meter · f']],
    ]);
    expect(counts).toEqual({ bad: 1, warning: 1, info: 1 });
    expect(items[0]).toMatchObject({ about: points[0], note: null });
    expect(items[0].since).toMatch(/\+09:00$/);
    expect(Date.parse(items[0].since as string)).toBe(newestMs - 19 * quarterMs);
    for (const point of points.slice(0, 4)) await send(point, [...Array(20).keys()].reverse());
    expect(await scene.kinds(owner)).toEqual(['fems.points-dormant', 'fems.points-never']);
  });

  it('tells what is missing in the newest week of a point that is alive, until it has come', async () => {
    const { owner, points, send } = await scene.plant(['first', 'second']);
    await send(points[0], [96 * 8, 10, 9, 8, 5, 4, 0]);
    await send(points[1], [2, 0]);
    const week = 7 * 96;
    expect(await scene.find(owner, 'fems.readings-missing')).toMatchObject({
      severity: 'warning',
      count: 2,
      names: ['meter · first', 'meter · second'],
      about: points[0],
      // The first has older readings, so that its week is whole; those of the second begin in it.
      amount: week - 6 + 1,
    });
    await send(points[1], [1]);
    expect(await scene.find(owner, 'fems.readings-missing')).toMatchObject({ count: 1, names: ['meter · first'], amount: week - 6 });
    const sent = new Set([10, 9, 8, 5, 4, 0]);
    await send(
      points[0],
      [...Array(week).keys()].reverse().filter((ago) => !sent.has(ago)),
    );
    expect(await scene.kinds(owner)).toEqual([]);
  });
});
