import type { CatalogueEntry } from '@maru/platform';
import { femsManifest } from './fems.manifest';
import { FemsModule, femsEntities } from './fems.module';
import { femsProblems } from './fems.problems';
import { Fems1763700000000 } from './migrations/1763700000000-fems';
import { Imports1763700001000 } from './migrations/1763700001000-imports';
import { SourceActivity1763700003000 } from './migrations/1763700003000-source-activity';
import { DiscardedImports1763700004000 } from './migrations/1763700004000-discarded-imports';

export const fems: CatalogueEntry = {
  manifest: femsManifest,
  module: FemsModule,
  entities: femsEntities,
  migrations: [Fems1763700000000, Imports1763700001000, SourceActivity1763700003000, DiscardedImports1763700004000],
  problems: femsProblems,
};
