import type { CatalogueEntry } from '@maru/platform';
import { TenantRepositories } from '@maru/platform';
import { Module } from '@nestjs/common';
import { Probe1763800000000 } from './1763800000000-probe';
import { CountGate, CountTask } from './count';
import { CountThings, ProbeRecord, TasteThings } from './on-thing-made';
import { ProbeController } from './probe.controller';
import { probeManifest } from './probe.manifest';
import { ProbeService } from './probe.service';
import { ProbeThing } from './probe-thing.entity';

@Module({
  imports: [TenantRepositories.for(ProbeThing)],
  controllers: [ProbeController],
  providers: [CountGate, CountTask, CountThings, ProbeRecord, ProbeService, TasteThings],
})
export class ProbeModule {}

/** All that the catalogue needs to know of a module. */
export const probe: CatalogueEntry = {
  manifest: probeManifest,
  module: ProbeModule,
  entities: [ProbeThing],
  migrations: [Probe1763800000000],
  problems: {},
};

export { CountGate } from './count';
export { ProbeRecord, type ThingMade } from './on-thing-made';
export type { RunResult, Step } from './probe.dto';
export { ProbeService } from './probe.service';
