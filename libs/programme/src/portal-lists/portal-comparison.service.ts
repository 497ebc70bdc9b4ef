import { type DayFacts, dayPeriod, dayState, daysOfMonth, programmeDay, programmeZone } from '@maru/evidence';
import { atHome } from '@maru/kernel';
import { currentScope } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { operatingDefinition } from '../notices/operating-definitions';
import { DayFiguresQuery } from '../operating/day-figures.query';
import {
  byDay,
  type Compared,
  compareLogs,
  type DayComparison,
  differences,
  listOfDay,
  noneCompared,
  type OurLog,
  type PortalLog,
} from './comparison';
import { ownSite } from './own-site';
import type {
  ComparedItem,
  ComparedPortal,
  PortalDay,
  PortalDayItem,
  PortalDayQuestion,
  PortalMonth,
  PortalMonthQuestion,
  PortalOperatingDays,
} from './portal-comparison.dto';
import type { PortalRow } from './portal-list';
import { type KeptPortalList, PortalListsQuery } from './portal-lists.query';

const itemsMax = 500;
/** By which both sides' days are counted: a log that was stored is all that the portal's list can show. */
const definition = operatingDefinition('stored-log');

/** The days of one list among those that were asked for: what it says of them, laid beside our sends. */
interface Stretch {
  readonly list: KeptPortalList;
  readonly compared: readonly Compared[];
  readonly rows: ReadonlyMap<number, PortalRow>;
  /** Of a list of counts. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Our receipts beside the portal's own list, by day. It shows and changes nothing: no receipt becomes another one by what a list says. */
@Injectable()
export class PortalComparisonService {
  constructor(
    private readonly lists: PortalListsQuery,
    private readonly sites: SiteDirectory,
    private readonly figures: DayFiguresQuery,
  ) {}

  /** @throws Problem 404 for a site that is not there */
  async month(question: PortalMonthQuestion): Promise<PortalMonth> {
    const { id: siteId, name: siteName } = await ownSite(this.sites, question.siteId, '?siteId');
    const today = programmeDay(Date.now());
    const month = question.month ?? ((await this.lists.lastCoveredDay(siteId)) ?? today).slice(0, 'yyyy-mm'.length);
    const days = daysOfMonth(month).filter((day) => day <= today);
    const { ours, covering, stretches } = await this.compared(siteId, days);
    const oursByDay = Map.groupBy(ours, ({ day }) => day);
    const items = days.map((day) => dayItem(day, oursByDay.get(day) ?? [], listOfDay(day, covering), stretches));
    const inForce = covering.filter(({ id }) => items.some(({ listId }) => listId === id));
    return {
      siteId,
      siteName,
      month,
      days: items,
      operatingDays: operatingDays(items, oursByDay, await this.figures.firstDay(siteId, new Date())),
      lists: inForce.map(({ id, fileName, kind, precision, refused, downloadedAt, loadedAt }) => ({
        id,
        fileName,
        kind,
        precision,
        refused,
        downloadedAt: atHome(downloadedAt),
        loadedAt: atHome(loadedAt),
      })),
      simulated: currentScope().tenant.simulated,
    };
  }

  /** @throws Problem 404 for a site that is not there */
  async day({ siteId: asked, day }: PortalDayQuestion): Promise<PortalDay> {
    const { id: siteId, name: siteName } = await ownSite(this.sites, asked, '?siteId');
    // The whole month, since which day a row belongs to is told from all of them.
    const days = daysOfMonth(day.slice(0, 'yyyy-mm'.length)).filter((one) => one <= programmeDay(Date.now()));
    const { covering, stretches } = await this.compared(siteId, days);
    const list = listOfDay(day, covering);
    const stretch = stretches.find((one) => one.list === list);
    const differing = (stretch?.compared ?? [])
      .filter((one) => one.day === day && one.state !== 'matched')
      .sort((a, b) => (a.ours ?? a.portal)!.at - (b.ours ?? b.portal)!.at);
    return {
      siteId,
      siteName,
      day,
      listId: list?.id ?? null,
      kind: list?.kind ?? null,
      items: differing.slice(0, itemsMax).map((one) => comparedItem(one, stretch!.rows)),
      count: differing.length,
      simulated: currentScope().tenant.simulated,
    };
  }

  private async compared(
    siteId: string,
    days: readonly string[],
  ): Promise<{ ours: OurLog[]; covering: KeptPortalList[]; stretches: Stretch[] }> {
    const [firstDay, lastDay] = [days[0], days.at(-1)];
    if (firstDay === undefined || lastDay === undefined) return { ours: [], covering: [], stretches: [] };
    const covering = await this.lists.covering(siteId, { firstDay, lastDay });
    const ours = await this.lists.ours(siteId, new Date(dayPeriod(firstDay).from), new Date(dayPeriod(lastDay).to), programmeZone);
    const stretches: Stretch[] = [];
    for (const list of covering) {
      const own = new Set(days.filter((day) => listOfDay(day, covering) === list));
      if (own.size === 0) continue;
      const rows = (await this.lists.rowsOf(list.id, { firstDay, lastDay })).filter(({ day }) => own.has(day));
      const sent = ours.filter(({ day }) => own.has(day));
      stretches.push(stretchOf(list, sent, rows));
    }
    return { ours, covering, stretches };
  }
}

function stretchOf(list: KeptPortalList, ours: readonly OurLog[], rows: readonly PortalRow[]): Stretch {
  if (list.precision === null)
    return { list, compared: [], rows: new Map(), counts: new Map(rows.map(({ day, count }) => [day, count as number])) };
  const portal = rows.map(({ row, at, day, useCode }): PortalLog => ({ row, at: at as number, day, useCode }));
  return {
    list,
    compared: compareLogs(ours, portal, list.precision, list.downloadedAt.getTime()),
    rows: new Map(rows.map((row) => [row.row, row])),
    counts: new Map(),
  };
}

function dayItem(day: string, ours: readonly OurLog[], list: KeptPortalList | null, stretches: readonly Stretch[]): PortalDayItem {
  const stored = ours.filter(({ receipt }) => receipt === 'stored');
  const about = { day, listId: list?.id ?? null, kind: list?.kind ?? null, stored: stored.length };
  const stretch = stretches.find((one) => one.list === list);
  if (!list || !stretch) return { ...about, portal: null, ...unsaid, later: null, differs: null };
  if (list.kind === 'days') {
    const portal = stretch.counts.get(day) ?? 0;
    const later = stored.filter(({ knownAt }) => knownAt > list.downloadedAt.getTime()).length;
    // Of what was answered since, the count may hold any or none.
    return { ...about, portal, ...unsaid, later, differs: portal > stored.length || portal < stored.length - later };
  }
  const counts: DayComparison = byDay(stretch.compared).get(day) ?? noneCompared();
  return {
    ...about,
    portal: counts.matched + counts['unknown-at-portal'] + counts['denied-at-portal'] + counts.foreign,
    matched: counts.matched,
    onlyOurs: counts['only-ours'],
    unknownAtPortal: counts['unknown-at-portal'],
    deniedAtPortal: counts['denied-at-portal'],
    foreign: counts.foreign,
    unknownNowhere: counts['unknown-nowhere'],
    later: counts.later,
    differs: differences.some((state) => counts[state] > 0),
  };
}

const unsaid = { matched: null, onlyOurs: null, unknownAtPortal: null, deniedAtPortal: null, foreign: null, unknownNowhere: null } as const;

function operatingDays(
  items: readonly PortalDayItem[],
  oursByDay: ReadonlyMap<string, readonly OurLog[]>,
  firstDay: string | null,
): PortalOperatingDays {
  const stateOf = ({ day, stored }: PortalDayItem) => {
    const isStoreUncertain = (oursByDay.get(day) ?? []).some(({ receipt }) => receipt === 'unknown');
    const isBeforeService = firstDay === null || day < firstDay;
    const facts: DayFacts = { day, used: 0, stored, isUseUncertain: false, isStoreUncertain, isBeforeService };
    return dayState(definition, facts);
  };
  const covered = items.filter(({ listId }) => listId !== null);
  const operating = (some: readonly PortalDayItem[]) => some.filter((item) => stateOf(item) === 'operating').length;
  return {
    ours: operating(items),
    unknown: items.filter((item) => stateOf(item) === 'unknown').length,
    coveredDays: covered.length,
    oursCovered: operating(covered),
    portal: covered.length === 0 ? null : covered.filter(({ portal }) => (portal as number) > 0).length,
  };
}

function comparedItem({ state, ours, portal }: Compared, rows: ReadonlyMap<number, PortalRow>): ComparedItem {
  return {
    state: state as ComparedItem['state'],
    ours: ours && {
      eventId: ours.eventId,
      at: atHome(new Date(ours.at)),
      useCode: ours.useCode,
      receipt: ours.receipt,
      sentAt: atHome(new Date(ours.sentAt)),
    },
    portal: portal && portalItem(rows.get(portal.row) as PortalRow),
  };
}

function portalItem({ row, at, useCode, userCode, address, bytes, resultCode }: PortalRow): ComparedPortal {
  return { row, at: atHome(new Date(at as number)), useCode, userCode, address, bytes, resultCode };
}
