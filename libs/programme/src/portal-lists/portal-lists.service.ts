import { programmeDay } from '@maru/evidence';
import { atHome, type CursorPart, isId, type Language, Problem } from '@maru/kernel';
import {
  currentContext,
  currentPerson,
  currentScope,
  cursorParts,
  Files,
  instantOf,
  invalidField,
  LiveSignal,
  PAGE_SIZE,
  pageOf,
  platformProblems,
  type StoredFile,
  Tasks,
  unknownReference,
} from '@maru/platform';
import { PersonDirectory, SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { programmeProblems } from '../programme.problems';
import { mappingFault } from './mapping-fault';
import { ownSite } from './own-site';
import { type DaySpan, portalListBytesMax } from './portal-list';
import { portalFaultText } from './portal-list-faults';
import {
  PORTAL_LIST_TOPIC,
  PORTAL_LOAD_KIND,
  PORTAL_PREVIEW_KIND,
  type PortalLoadInput,
  type PortalPreviewInput,
} from './portal-list-tasks';
import type {
  NewPortalList,
  NewPortalListPreview,
  PortalListItem,
  PortalListPage,
  PortalListsOfSite,
  PortalListWithdrawal,
  PortalMappingBody,
  StartedPortalListTask,
} from './portal-lists.dto';
import { type KeptPortalList, PortalListsQuery } from './portal-lists.query';

const isPlace = (parts: CursorPart[]): parts is [string] => parts.length === 1 && isId(parts[0]);

/** Lists that were downloaded from the portal: looked at, loaded and taken back here; files are read by tasks. */
@Injectable()
export class PortalListsService {
  constructor(
    private readonly lists: PortalListsQuery,
    private readonly sites: SiteDirectory,
    private readonly people: PersonDirectory,
    private readonly files: Files,
    private readonly tasks: Tasks,
    private readonly live: LiveSignal,
  ) {}

  /** @throws Problem 404 naming the site that is not there */
  async page({ siteId, cursor, limit = PAGE_SIZE }: PortalListsOfSite): Promise<PortalListPage> {
    const after = cursorParts(cursor, isPlace);
    const site = await ownSite(this.sites, siteId, '?siteId');
    const rows = await this.lists.page(site.id, after?.[0] ?? null, limit + 1);
    const names = await this.names(rows);
    return pageOf(
      rows,
      limit,
      (row) => itemOf(row, site.name, names, language()),
      ({ id }) => [id],
    );
  }

  /** @throws Problem 404 naming what is not there · 409 while the file is being sent · 410 when it is gone · 422 when it is too large */
  async preview({ siteId, fileId, sheet }: NewPortalListPreview): Promise<StartedPortalListTask> {
    const site = await ownSite(this.sites, siteId, '/siteId');
    const file = await this.file(fileId);
    const input: PortalPreviewInput = { siteId: site.id, fileId: file.id, fileName: file.name, sheet: sheet ?? null };
    return { taskId: await this.tasks.start(PORTAL_PREVIEW_KIND, file.name.slice(0, 200), input) };
  }

  /** @throws Problem 400 naming what is wrong with mapping or period, and as `preview` */
  async load(body: NewPortalList): Promise<StartedPortalListTask> {
    const site = await ownSite(this.sites, body.siteId, '/siteId');
    const asOf = new Date();
    const downloadedAt = body.downloadedAt === undefined ? asOf : instantOf(body.downloadedAt);
    if (downloadedAt > asOf)
      throw invalidField('/downloadedAt', 'not-yet', { ko: '아직 오지 않은 시각입니다.', en: 'The time has not come yet.' });
    const period = periodOf(body, programmeDay(downloadedAt.getTime()));
    const mapping = mappingOf(body.mapping);
    const fault = mappingFault(mapping);
    if (fault) throw fault;
    const file = await this.file(body.fileId);
    await this.files.keep(file.id);
    const input: PortalLoadInput = {
      siteId: site.id,
      fileId: file.id,
      fileName: file.name,
      mapping,
      period,
      downloadedAt: downloadedAt.toISOString(),
      asOf: asOf.toISOString(),
      language: language(),
    };
    return { taskId: await this.tasks.start(PORTAL_LOAD_KIND, file.name.slice(0, 200), input) };
  }

  /** @throws Problem 404 · 409 when it has been taken back already */
  async withdraw(id: string, { reason }: PortalListWithdrawal): Promise<PortalListItem> {
    if (!(await this.lists.find(id))) throw new Problem(platformProblems.notFound);
    const { personId, tenant } = currentPerson();
    if (!(await this.lists.withdraw(id, reason, personId))) throw new Problem(programmeProblems.portalListWithdrawn);
    currentScope().afterCommit(() => this.live.raise(tenant.tenantId, PORTAL_LIST_TOPIC, id));
    const row = (await this.lists.find(id)) as KeptPortalList;
    const { name } = await ownSite(this.sites, row.siteId, '/id');
    return itemOf(row, name, await this.names([row]), language());
  }

  private async file(fileId: string): Promise<StoredFile> {
    const file = await this.files.find(fileId.toLowerCase());
    if (!file) throw unknownReference('/fileId', { ko: '이런 파일이 없습니다.', en: 'There is no such file.' });
    if (file.removed) throw new Problem(platformProblems.fileGone);
    if (!file.complete) throw new Problem(platformProblems.fileIncomplete);
    if ((file.bytes as number) > portalListBytesMax)
      throw new Problem(programmeProblems.portalListTooLong, {
        detail: {
          ko: `${portalListBytesMax / 1024 / 1024} MB까지 읽습니다. 기간을 나누어 내려받아 하나씩 불러와 주세요.`,
          en: `Up to ${portalListBytesMax / 1024 / 1024} MB are read. Download it by shorter periods and load them one by one.`,
        },
      });
    return file;
  }

  private names(rows: readonly KeptPortalList[]): Promise<ReadonlyMap<string, string>> {
    return this.people.names(rows.flatMap(({ loadedBy, withdrawnBy }) => [loadedBy, ...(withdrawnBy ? [withdrawnBy] : [])]));
  }
}

function language(): Language {
  return currentContext()?.language ?? 'ko';
}

/** @throws Problem 400 where one of the days is missing, they are the wrong way round, or one lies after the day of the download */
function periodOf({ firstDay, lastDay }: NewPortalList, downloadedOn: string): DaySpan | null {
  if (firstDay === undefined && lastDay === undefined) return null;
  if (firstDay === undefined || lastDay === undefined)
    throw invalidField(firstDay === undefined ? '/firstDay' : '/lastDay', 'both-days', {
      ko: '첫날과 마지막 날을 모두 적거나 모두 비워 주세요.',
      en: 'State both the first and the last day, or none of them.',
    });
  if (lastDay < firstDay)
    throw invalidField('/lastDay', 'order-of-days', { ko: '마지막 날이 첫날보다 앞섭니다.', en: 'The last day lies before the first.' });
  if (lastDay > downloadedOn)
    throw invalidField('/lastDay', 'not-yet', {
      ko: '목록을 내려받은 날보다 뒤의 날입니다.',
      en: 'The day lies after the one on which the list was downloaded.',
    });
  return { firstDay, lastDay };
}

function mappingOf({ kind, sheet, headerRow, headerRows, columns }: PortalMappingBody) {
  return {
    kind,
    sheet: sheet ?? null,
    headerRow,
    headerRows: Math.min(headerRows, headerRow),
    columns: columns.map(({ column, field }) => ({ column, field })),
  };
}

function itemOf(
  { fingerprint: _fingerprint, namesVersion: _names, ...list }: KeptPortalList,
  siteName: string,
  names: ReadonlyMap<string, string>,
  of: Language,
): PortalListItem {
  return {
    ...list,
    siteName,
    mapping: { ...list.mapping, columns: [...list.mapping.columns] },
    firstFaults: list.firstFaults.map(({ row, column, code, about }) => ({
      row,
      column,
      code,
      detail: portalFaultText({ code, about }, of),
    })),
    downloadedAt: atHome(list.downloadedAt),
    loadedAt: atHome(list.loadedAt),
    loadedBy: names.get(list.loadedBy) ?? null,
    withdrawnAt: list.withdrawnAt && atHome(list.withdrawnAt),
    withdrawnBy: (list.withdrawnBy && names.get(list.withdrawnBy)) ?? null,
  };
}
