import type { CatalogueEntry } from '@maru/platform';
import { Workspace1763610000000 } from './migrations/1763610000000-workspace';
import { ReportPulls1763610001000 } from './migrations/1763610001000-report-pulls';
import { Attention1763610002000 } from './migrations/1763610002000-attention';
import { AttentionParts1763610003000 } from './migrations/1763610003000-attention-parts';
import { EvidencePulls1763610004000 } from './migrations/1763610004000-evidence-pulls';
import { ReportFiles1763610005000 } from './migrations/1763610005000-report-files';
import { SitesOfSessions1763610006000 } from './migrations/1763610006000-sites-of-sessions';
import { ShownEvents1763610007000 } from './migrations/1763610007000-shown-events';
import { ShownFigures1763610008000 } from './migrations/1763610008000-shown-figures';
import { Site } from './sites/site.entity';
import { workspaceManifest } from './workspace.manifest';
import { WorkspaceModule } from './workspace.module';
import { workspaceProblems } from './workspace.problems';

export const workspace: CatalogueEntry = {
  manifest: workspaceManifest,
  module: WorkspaceModule,
  entities: [Site],
  migrations: [
    Workspace1763610000000,
    ReportPulls1763610001000,
    Attention1763610002000,
    AttentionParts1763610003000,
    EvidencePulls1763610004000,
    ReportFiles1763610005000,
    SitesOfSessions1763610006000,
    ShownEvents1763610007000,
    ShownFigures1763610008000,
  ],
  problems: workspaceProblems,
};
