import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import { Platform1763600000000 } from './1763600000000-platform';
import { Usage1763600001000 } from './1763600001000-usage';
import { Outbox1763600002000 } from './1763600002000-outbox';
import { Tasks1763600003000 } from './1763600003000-tasks';
import { Console1763600004000 } from './1763600004000-console';
import { SettledUsage1763600005000 } from './1763600005000-settled-usage';
import { UseByDay1763600006000 } from './1763600006000-use-by-day';
import { SiteOfUse1763600008000 } from './1763600008000-site-of-use';
import { EstimatedTotal1763600009000 } from './1763600009000-estimated-total';

/** The platform's own migrations; those of the modules follow them. */
export const platformMigrations: readonly Type<MigrationInterface>[] = [
  Platform1763600000000,
  Usage1763600001000,
  Outbox1763600002000,
  Tasks1763600003000,
  Console1763600004000,
  SettledUsage1763600005000,
  UseByDay1763600006000,
  SiteOfUse1763600008000,
  EstimatedTotal1763600009000,
];
