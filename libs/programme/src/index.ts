import type { CatalogueEntry } from '@maru/platform';
import { Programme1763800000000 } from './migrations/1763800000000-programme';
import { Duties1763800001000 } from './migrations/1763800001000-duties';
import { PortalLists1763800005000 } from './migrations/1763800005000-portal-lists';
import { SendsByDay1763800007000 } from './migrations/1763800007000-sends-by-day';
import { AgreementSuppliers1763800008000 } from './migrations/1763800008000-agreement-suppliers';
import { programmeManifest } from './programme.manifest';
import { ProgrammeModule } from './programme.module';
import { programmeProblems } from './programme.problems';

export const programme: CatalogueEntry = {
  manifest: programmeManifest,
  module: ProgrammeModule,
  entities: [],
  migrations: [
    Programme1763800000000,
    Duties1763800001000,
    PortalLists1763800005000,
    SendsByDay1763800007000,
    AgreementSuppliers1763800008000,
  ],
  problems: programmeProblems,
};
