import type { CursorPart } from '@maru/kernel';
import { currentScope, cursorParts, PAGE_SIZE, pageOf } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { askedSite } from '../metering/asked-site';
import { type MonthQuantity, monthQuantities } from './month-statement';
import type { UtilityMonthItem, UtilityMonthPage, UtilityMonthsQueryParameters } from './utility-months.dto';
import { type KnownMonth, UtilityMonthsQuery } from './utility-months.query';

const isPlace = (parts: CursorPart[]): parts is [string] =>
  parts.length === 1 && typeof parts[0] === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(parts[0]);

/** What the utility billed a site for, month by month. */
@Injectable()
export class UtilityMonthsService {
  constructor(
    private readonly months: UtilityMonthsQuery,
    private readonly sites: SiteDirectory,
  ) {}

  async page({ siteId, cursor, limit = PAGE_SIZE }: UtilityMonthsQueryParameters): Promise<UtilityMonthPage> {
    const before = cursorParts(cursor, isPlace);
    const site = await askedSite(this.sites, siteId);
    const rows = site ? await this.months.page(site.id, before?.[0] ?? null, limit + 1) : [];
    return pageOf(
      rows,
      limit,
      (row) => itemOf(site?.id as string, row),
      ({ month }) => [month],
    );
  }
}

function itemOf(siteId: string, { month, values, importId, fileName, corrections, recordedAt }: KnownMonth): UtilityMonthItem {
  const numbers = Object.fromEntries(
    monthQuantities.map((quantity) => [quantity, values[quantity] === null ? null : Number(values[quantity])]),
  ) as Record<MonthQuantity, number | null>;
  const origin = { importId, fileName, corrections, recordedAt: recordedAt.toISOString() };
  return { siteId, month, ...numbers, ...origin, simulated: currentScope().tenant.simulated };
}
