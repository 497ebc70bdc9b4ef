import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttentionSources } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import { member, pointBody, SITE } from '../support/estate';
import { LiveScreen } from '../support/live-screen';
import { AttentionScene } from './attention/attention-scene';

describe('what needs a person', () => {
  let scene: AttentionScene;

  beforeAll(async () => {
    scene = await AttentionScene.start();
  });
  afterAll(() => scene.close());

  it.each(['ko', 'en'])('has words in %s for everything that can be told', (language) => {
    const kinds = scene.api.app.get(AttentionSources).all.flatMap((source) => source.kinds);
    expect(kinds.length).toBeGreaterThan(10);
    for (const kind of kinds) {
      const [module, name] = kind.split('.');
      const { attention } = JSON.parse(readFileSync(join(__dirname, `../../libs/${module}/web/${language}.json`), 'utf8'));
      const word = expect.stringMatching(/./);
      expect([kind, attention[name]]).toEqual([kind, { tag: word, text: word, key: word }]);
    }
  });

  it('begins with what has to be there first, one thing after the other', async () => {
    const owner = await scene.api.organisation();
    expect(await scene.told(owner)).toMatchObject({ counts: { bad: 0, warning: 0, info: 2 }, changesInSeconds: null });
    expect(await scene.kinds(owner)).toEqual(['workspace.no-module', 'workspace.no-site']);
    const siteId = await scene.make(owner, '/api/workspace/sites', { name: 'site', ...SITE });
    expect(await scene.kinds(owner)).toEqual(['workspace.no-module']);
    await scene.api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body: { module: 'fems', kind: 'start' } });
    await eventually(async () => (await scene.kinds(owner)).join() === 'fems.no-meter');
    const meterId = await scene.make(owner, '/api/fems/meters', { siteId, name: 'meter', main: true });
    expect(await scene.kinds(owner)).toEqual(['fems.no-point']);
    await scene.make(owner, '/api/fems/points', pointBody(meterId));
    expect(await scene.kinds(owner)).toEqual(['fems.no-source', 'fems.points-never']);
    await scene.make(owner, '/api/fems/reading-sources', { name: 'gateway', stamp: 'intervalStart' });
    expect(await scene.kinds(owner)).toEqual(['fems.points-never']);
  });

  it('is told to who may see it, and only of modules that are subscribed', async () => {
    const { owner, points, send } = await scene.plant();
    await send(points[0], [30, 29]);
    const operator = await member(scene.api, owner.organisationId, ['operator']);
    expect(await scene.kinds(owner)).toEqual(['fems.points-stopped']);
    expect(await scene.kinds(operator)).toEqual(['fems.points-stopped']);
    const bare = await scene.api.organisation({ modules: ['fems'] });
    const newcomer = await member(scene.api, bare.organisationId, ['operator']);
    expect([await scene.kinds(bare), await scene.kinds(newcomer)]).toEqual([['workspace.no-site'], []]);
    await scene.api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body: { module: 'fems', kind: 'end' } });
    await eventually(async () => (await scene.kinds(owner)).join() === 'workspace.no-module');
    expect(await scene.kinds(operator)).toEqual([]);
  });

  it('is of nobody else', async () => {
    const { owner, points, send } = await scene.plant();
    await send(points[0], [30, 29]);
    const stranger = await scene.plant();
    await stranger.send(stranger.points[0], [1, 0]);
    expect(await scene.kinds(stranger.owner)).toEqual([]);
    // Nor is it noted for the others by who knows it.
    const [item] = (await scene.told(owner)).items;
    expect((await scene.note(stranger.owner, item)).status).toBe(409);
    expect((await scene.find(owner, 'fems.points-stopped'))?.note).toBeNull();
  });

  it('makes open screens ask again when it may have changed, and not when a point only goes on', async () => {
    const { owner, points, send } = await scene.plant();
    const screen = await LiveScreen.open(scene.api, owner);
    // What a batch changes is told together, when what its points have sent is known.
    const sent = async (...args: Parameters<typeof send>) => {
      screen.heard.length = 0;
      await send(...args);
      await screen.hears(`activity ${points[0]}`);
    };
    await sent(points[0], [30, 29]);
    await sent(points[0], [2, 1]);
    expect(screen.heard).toContain(`attention ${points[0]}`);
    await sent(points[0], [0]);
    expect(screen.heard).not.toContain(`attention ${points[0]}`);
    const [item] = (await scene.told(owner)).items;
    await scene.note(owner, item);
    await screen.hears(`attention ${item.kind}`);
    expect(screen.heard.filter((change) => change.startsWith('attention'))).toEqual([`attention ${item.kind}`]);
    screen.close();
  });
});
