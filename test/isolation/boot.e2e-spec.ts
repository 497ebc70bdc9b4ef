import {
  type AttentionFinder,
  AttentionSource,
  type CatalogueEntry,
  createApi,
  type EventHandler,
  Findable,
  On,
  Permission,
  PlatformModule,
  StructuredLogger,
} from '@maru/platform';
import type { TestDatabase } from '@maru/platform/testing';
import { Controller, Delete, Get, Injectable, Module, type Type } from '@nestjs/common';
import { databaseWithProbe, entriesWithProbe, WorkerUnderTest } from '../support/house-under-test';
import { probe } from '../support/probe';

/** What a module can do wrong is found when the process starts, and not by a customer. */
describe('the start is refused', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await databaseWithProbe();
  });
  afterAll(() => database.drop());

  const withProviders = (providers: Type[], consumes = probe.manifest.consumes): readonly CatalogueEntry[] => {
    @Module({ imports: [probe.module], providers })
    class Wrapped {}
    return [...entriesWithProbe.slice(0, -1), { ...probe, manifest: { ...probe.manifest, consumes }, module: Wrapped }];
  };
  const withController = (controller: Type): readonly CatalogueEntry[] => {
    @Module({ imports: [probe.module], controllers: [controller] })
    class Wrapped {}
    return [...entriesWithProbe.slice(0, -1), { ...probe, module: Wrapped }];
  };

  /** Nest runs the hooks that look at routes when it begins to listen. */
  const api = async (entries: readonly CatalogueEntry[]) => {
    const app = await createApi(
      PlatformModule.forApi(database.config, entries),
      database.config,
      new StructuredLogger('silent', 'test'),
      null,
    );
    try {
      await app.init();
    } finally {
      await app.close().catch(() => undefined);
    }
  };
  const worker = async (entries: readonly CatalogueEntry[]) => (await WorkerUnderTest.on(database, entries)).app.close();

  @Controller('probe/open')
  class NamesNoAccess {
    @Get()
    read() {
      return {};
    }
  }

  @Controller('probe/unknown')
  class NamesUnknownPermission {
    @Get()
    @Permission('probe.nothing.read')
    read() {
      return {};
    }
  }

  @Controller('probe/foreign')
  class NamesForeignPermission {
    @Get()
    @Permission('workspace.site.read')
    read() {
      return {};
    }
  }

  @Controller('elsewhere')
  class OfNoModule {
    @Get()
    @Permission('probe.thing.read')
    read() {
      return {};
    }
  }

  @Controller('probe/things')
  class LogsMoreThanItSays {
    @Delete(':id')
    @Permission('probe.thing.write')
    remove() {
      return {};
    }
  }

  it.each<[string, Type, RegExp]>([
    ['is logged otherwise than its manifest says', LogsMoreThanItSays, /DELETE \/api\/probe\/things\/:id is logged as "delete", which/],
    ['names no access', NamesNoAccess, /GET \/api\/probe\/open names no access/],
    ['needs a permission that no manifest defines', NamesUnknownPermission, /probe\.nothing\.read", which no manifest defines/],
    ['needs a permission of another module', NamesForeignPermission, /a permission of another module: "workspace\.site\.read"/],
    ['lies in no module', OfNoModule, /\/api\/elsewhere/],
  ])('when a route %s', async (_what, controller, message) => {
    await expect(api(withController(controller))).rejects.toThrow(message);
  });

  it('when a manifest says that something is logged, and no route is', async () => {
    const manifest = { ...probe.manifest, usageKinds: [...probe.manifest.usageKinds, 'in-out' as const] };
    await expect(api([...entriesWithProbe.slice(0, -1), { ...probe, manifest }])).rejects.toThrow(
      /manifest of "probe" names "in-out" among what is logged/,
    );
  });

  @Injectable()
  @On({ event: 'probe.thing-noted.v1', consumer: 'probe.note-things' })
  class Unannounced implements EventHandler {
    async handle(): Promise<void> {}
  }

  @Injectable()
  @On({ event: 'probe.thing-made.v1', consumer: 'probe.count-things' })
  class CountsToo implements EventHandler {
    async handle(): Promise<void> {}
  }

  it('when a handler is not announced, is there twice, or is missing', async () => {
    await expect(worker(withProviders([Unannounced]))).rejects.toThrow(/probe\.note-things handles probe\.thing-noted\.v1/);
    await expect(worker(withProviders([CountsToo]))).rejects.toThrow(/probe\.count-things is there twice/);
    await expect(worker(withProviders([], ['probe.thing-made.v1', 'probe.thing-noted.v1']))).rejects.toThrow(
      /consumes probe\.thing-noted\.v1, but no handler does/,
    );
    await worker(withProviders([Unannounced], ['probe.thing-made.v1', 'probe.thing-noted.v1']));
  });

  abstract class FindsNothing implements AttentionFinder {
    async find() {
      return { items: [], changesAt: null };
    }
  }

  @Injectable()
  @AttentionSource({ kinds: ['probe.idle'], permission: 'probe.thing.read' })
  class TellsOfItself extends FindsNothing {}

  @Injectable()
  @AttentionSource({ kinds: ['probe.idle'], permission: 'probe.thing.write' })
  class TellsTheSame extends FindsNothing {}

  @Injectable()
  @AttentionSource({ kinds: ['probe.idle'], permission: 'workspace.site.read' })
  class TellsOfOthers extends FindsNothing {}

  @Injectable()
  @AttentionSource({ kinds: ['probe.idle'], permission: 'probe.nothing.read' })
  class TellsNobody extends FindsNothing {}

  it('when what needs a person is told twice, or to who holds no permission of the module', async () => {
    await expect(worker(withProviders([TellsOfItself, TellsTheSame]))).rejects.toThrow(/attention kind probe\.idle is there twice/);
    await expect(worker(withProviders([TellsOfOthers]))).rejects.toThrow(
      /names the permission workspace\.site\.read, which is not its module's/,
    );
    await expect(worker(withProviders([TellsNobody]))).rejects.toThrow(
      /names the permission probe\.nothing\.read, which is not its module's/,
    );
    await worker(withProviders([TellsOfItself]));
  });

  const named = async () => [];

  @Injectable()
  @Findable({ kind: 'probe.thing', permission: 'workspace.site.read' })
  class FindableByForeignPermission {
    named = named;
  }

  @Injectable()
  @Findable({ kind: 'nowhere.thing', permission: 'probe.thing.read' })
  class FindableOfNoModule {
    named = named;
  }

  @Injectable()
  @Findable({ kind: 'fems.meter', permission: 'fems.meter.read' })
  class FindableToo {
    named = named;
  }

  it.each<[string, Type, RegExp]>([
    ['by a permission of another module', FindableByForeignPermission, /probe\.thing names the permission workspace\.site\.read, which/],
    ['and is of no module', FindableOfNoModule, /nowhere\.thing names the permission probe\.thing\.read, which/],
    ['and is there already', FindableToo, /fems\.meter is there twice/],
  ])('when something is found %s', async (_what, provider, message) => {
    await expect(api(withProviders([provider]))).rejects.toThrow(message);
  });

  it('when the catalogue is not sound', () => {
    const twice = [...entriesWithProbe, probe];
    expect(() => PlatformModule.forApi(database.config, twice)).toThrow(/module "probe" is there twice/);
  });

  it('and is not, with one line more in the catalogue for a sound module', async () => {
    await api(entriesWithProbe);
    await worker(entriesWithProbe);
  });
});
