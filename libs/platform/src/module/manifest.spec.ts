import { Catalogue } from './catalogue';
import { catalogueFaults, defineModule, type ModuleManifest } from './manifest';

const manifest = (over: Partial<ModuleManifest> = {}): ModuleManifest =>
  defineModule({
    id: 'stock',
    name: { ko: '재고', en: 'Stock' },
    summary: { ko: '재고', en: 'Stock' },
    version: '1.0.0',
    requires: [],
    links: [],
    permissions: [{ id: 'stock.move.read', label: { ko: '보기', en: 'See' }, kinds: ['manufacturer'], roles: ['owner'] }],
    publishes: ['stock.moved.v1'],
    consumes: [],
    usageKinds: ['read'],
    menu: [{ id: 'moves', path: '/stock/moves', label: { ko: '이동', en: 'Moves' }, permission: 'stock.move.read' }],
    ...over,
  });
const permission = (id: string) => ({ id, label: { ko: '보기', en: 'See' }, kinds: ['manufacturer'] as const, roles: ['owner'] as const });

describe('catalogueFaults', () => {
  it('finds nothing in a sound catalogue, whatever the order of its modules', () => {
    const order = manifest({ id: 'order', requires: ['stock'], permissions: [], menu: [], publishes: [], consumes: ['stock.moved.v1'] });
    expect(catalogueFaults([manifest(), order])).toEqual([]);
    expect(catalogueFaults([order, manifest()])).toEqual([]);
  });

  it.each<[string, Partial<ModuleManifest>, RegExp]>([
    ['an id that is no plain word', { id: 'Stock-2', permissions: [], publishes: [], menu: [] }, /plain lower-case word/],
    ['an unknown module that it requires', { requires: ['orders'] }, /requires "orders", which is not in the catalogue/],
    [
      'a permission of another module',
      { permissions: [permission('order.move.read')], menu: [] },
      /permission "order.move.read" must look like/,
    ],
    ['a permission of another shape', { permissions: [permission('stock.read')], menu: [] }, /permission "stock.read" must look like/],
    [
      'a permission that is there twice',
      { permissions: [permission('stock.move.read'), permission('stock.move.read')] },
      /permission "stock.move.read" is there twice/,
    ],
    ['an event of another module', { publishes: ['order.moved.v1'] }, /event "order.moved.v1" must look like/],
    ['an event without a version', { publishes: ['stock.moved'] }, /event "stock.moved" must look like/],
    ['an event that nobody publishes', { consumes: ['order.done.v1'] }, /consumes "order.done.v1", which nobody publishes/],
    [
      'a menu entry with a permission of nobody',
      { menu: [{ id: 'x', path: '/stock/x', label: { ko: '엑', en: 'X' }, permission: 'stock.x.read' }] },
      /names permission "stock.x.read", which the module does not define/,
    ],
    [
      'a menu entry elsewhere',
      { menu: [{ id: 'x', path: '/order/x', label: { ko: '엑', en: 'X' }, permission: 'stock.move.read' }] },
      /must lie under \/stock\//,
    ],
  ])('finds %s', (_what, over, fault) => {
    expect(catalogueFaults([manifest(over)])).toEqual([expect.stringMatching(fault)]);
  });

  it('finds a module that is there twice', () => {
    expect(catalogueFaults([manifest(), manifest()])).toEqual(
      expect.arrayContaining([expect.stringMatching(/module "stock" is there twice/)]),
    );
  });
});

describe('Catalogue', () => {
  const catalogue = new Catalogue([
    { manifest: manifest({ rootResources: ['lots'] }), module: class {}, entities: [], migrations: [], problems: {} },
  ]);

  it('knows whose an address is by its first segment', () => {
    expect(['/api/stock/moves', 'api/stock', '/stock/x', '/api/lots/1'].map((path) => catalogue.ownerOf(path)?.id)).toEqual(
      Array(4).fill('stock'),
    );
    expect(['/api/stocks', '/api/', '/livez', '/api/order/stock'].map((path) => catalogue.ownerOf(path))).toEqual(Array(4).fill(undefined));
  });

  it('gives permissions by role, in the kinds of organisation in which they mean anything', () => {
    expect([...catalogue.permissionsOf('manufacturer', ['owner', 'operator'])]).toEqual(['stock.move.read']);
    expect([...catalogue.permissionsOf('manufacturer', ['operator'])]).toEqual([]);
    expect([...catalogue.permissionsOf('supplier', ['owner'])]).toEqual([]);
    expect([...catalogue.permissionsOf('manufacturer', [])]).toEqual([]);
  });

  it('is refused as a whole, naming every fault', () => {
    const entry = { manifest: manifest({ requires: ['a', 'b'] }), module: class {}, entities: [], migrations: [], problems: {} };
    expect(() => new Catalogue([entry])).toThrow(/not sound:\n- .*"a".*\n- .*"b"/);
  });
});
