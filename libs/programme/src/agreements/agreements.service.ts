import { programmeDay } from '@maru/evidence';
import { atHome, type CursorPart, isId, newId, Problem } from '@maru/kernel';
import {
  ATTENTION_TOPIC,
  Catalogue,
  changedOne,
  currentPerson,
  currentScope,
  cursorParts,
  LiveSignal,
  PAGE_SIZE,
  type PageQuery,
  pageOf,
  platformProblems,
  sqlState,
  UNIQUE_VIOLATION,
  unknownReference,
} from '@maru/platform';
import { PersonDirectory, ReportingGrants, SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { currentNotice, type Notice, noticeOf } from '../notices/notices';
import { programmeProblems } from '../programme.problems';
import { type AgreementTerms, changedFields, termsFaults } from './agreement';
import { type AgreementVersion, AgreementVersionsQuery } from './agreement-versions.query';
import type {
  AgreementBody,
  AgreementChangeItem,
  AgreementChangePage,
  AgreementItem,
  AgreementPage,
  AgreementPatch,
  AgreementSupplier,
} from './agreements.dto';
import { type Agreement, AgreementsQuery } from './agreements.query';

/** Topic by which open screens hear that an agreement, or what was done for it, has changed; the key is the agreement's id. */
export const AGREEMENT_TOPIC = 'agreement';

const isPlace = (parts: CursorPart[]): parts is [string] => parts.length === 1 && isId(parts[0]);
const isVersion = (parts: CursorPart[]): parts is [number] => parts.length === 1 && isIn32Bits(parts[0]);
const isIn32Bits = (part: CursorPart): part is number => Number.isInteger(part) && Math.abs(part as number) < 2 ** 31;

/** 협약: what the company, or a consortium of suppliers for it, signed under a notice. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly agreements: AgreementsQuery,
    private readonly versions: AgreementVersionsQuery,
    private readonly people: PersonDirectory,
    private readonly sites: SiteDirectory,
    private readonly grants: ReportingGrants,
    private readonly catalogue: Catalogue,
    private readonly live: LiveSignal,
  ) {}

  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<AgreementPage> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.agreements.page(after?.[0] ?? null, limit + 1);
    const names = await this.names();
    return pageOf(
      rows,
      limit,
      (row) => itemOf(row, names),
      ({ id }) => [id],
    );
  }

  async read(id: string): Promise<AgreementItem> {
    const agreement = await this.agreements.find(id);
    if (!agreement) throw new Problem(platformProblems.notFound);
    return itemOf(agreement, await this.names());
  }

  /** @throws Problem 404 for no agreement of the organisation */
  async changes(id: string, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<AgreementChangePage> {
    const after = cursorParts(cursor, isVersion);
    const rows = await this.versions.page(id, after?.[0] ?? null, limit + 1);
    // The first version is there as long as the agreement is.
    if (rows.length === 0 && !(await this.agreements.find(id))) throw new Problem(platformProblems.notFound);
    const agreements = rows.map(({ agreement }) => agreement);
    const names = await this.names();
    const people = await this.people.names(rows.map(({ changedBy }) => changedBy));
    return pageOf(
      rows,
      limit,
      (row) => changeOf(row, agreements.find(({ version }) => version === row.agreement.version - 1) ?? null, names, people),
      ({ agreement }) => [agreement.version],
    );
  }

  /** @throws Problem 400 naming each field that is wrong · 404 naming a site that is not there · 409 when the number is taken */
  async create({ noticeId, siteIds, ...body }: AgreementBody): Promise<AgreementItem> {
    const notice = currentNotice(noticeId) as Notice;
    const supplierId = await this.knownSupplier(body.supplierId ?? null, null);
    const terms = { ...emptied, ...body, supplierId, siteIds: await this.known(siteIds) };
    const agreement = this.checked({ ...terms, id: newId(), version: 1, simulated: currentScope().tenant.simulated }, notice);
    await uniqueNumber(this.agreements.insert(agreement));
    await this.versions.add(agreement, currentPerson().personId);
    this.tell(agreement.id);
    return this.read(agreement.id);
  }

  /** @throws Problem as in create; 412 when somebody changed it meanwhile */
  async change(id: string, version: number, { noticeId, siteIds, supplierId, ...patch }: AgreementPatch): Promise<AgreementItem> {
    const sites = siteIds && (await this.known(siteIds));
    const former = await this.agreements.find(id);
    if (!former) throw new Problem(platformProblems.notFound);
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<AgreementTerms>;
    const supplier = supplierId === undefined ? former.supplierId : await this.knownSupplier(supplierId, former.supplierId);
    // The rules of the day of signing stay, unless another notice is named.
    const isOther = noticeId !== undefined && noticeId !== former.noticeId;
    const notice = isOther ? (currentNotice(noticeId) as Notice) : noticeOf(former.noticeId, former.noticeVersion);
    const agreement = this.checked({ ...former, ...given, supplierId: supplier, siteIds: sites ?? former.siteIds, version }, notice);
    changedOne(await uniqueNumber(this.agreements.update(agreement)), true);
    await this.versions.add({ ...agreement, version: version + 1 }, currentPerson().personId);
    this.tell(id);
    return this.read(id);
  }

  private checked(terms: AgreementTerms & Pick<Agreement, 'id' | 'version' | 'simulated'>, notice: Notice): Agreement {
    const modules = new Set(this.catalogue.manifests.filter(({ alwaysOn }) => !alwaysOn).map(({ id }) => id));
    const errors = termsFaults(terms, notice, programmeDay(Date.now()), modules);
    if (errors.length > 0) throw new Problem(platformProblems.invalidInput, { errors });
    return { ...terms, noticeId: notice.id, noticeVersion: notice.version, partyKind: notice.party };
  }

  private async known(siteIds: readonly string[]): Promise<string[]> {
    const names = await this.siteNames();
    return siteIds.map((text, at) => {
      const id = text.toLowerCase();
      if (!names.has(id)) throw unknownReference(`/siteIds/${at}`, { ko: '이런 사업장이 없습니다.', en: 'There is no such site.' });
      return id;
    });
  }

  /** One whose grant is in force, or the one that the agreement names already. */
  private async knownSupplier(text: string | null, former: string | null): Promise<string | null> {
    const id = text === null ? null : text.toLowerCase();
    if (id === null || id === former) return id;
    if ((await this.grants.suppliers()).some(({ organisationId, granted }) => granted && organisationId === id)) return id;
    throw unknownReference('/supplierId', {
      ko: '보고에 동의한 공급기업이 아닙니다. ‘보고 동의’에서 먼저 동의해 주세요.',
      en: 'It is no supplier that the company lets see its reports. Grant reporting to it first.',
    });
  }

  private async names(): Promise<Names> {
    const suppliers = new Map((await this.grants.suppliers()).map((supplier) => [supplier.organisationId, supplier]));
    return { sites: await this.siteNames(), suppliers };
  }

  private async siteNames(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.sites.list()).map(({ id, name }) => [id, name]));
  }

  private tell(id: string): void {
    const scope = currentScope();
    scope.afterCommit(() => {
      this.live.raise(scope.tenant.tenantId, AGREEMENT_TOPIC, id);
      this.live.raise(scope.tenant.tenantId, ATTENTION_TOPIC, id);
    });
  }
}

/** By id, what an agreement names of other modules. */
interface Names {
  readonly sites: ReadonlyMap<string, string>;
  readonly suppliers: ReadonlyMap<string, AgreementSupplier>;
}

const emptied = { partyName: null, supplierId: null, completedOn: null, finallyCompletedOn: null, targetLevel: null };

/** The one unique key beside the id, which is always new, is the number. */
async function uniqueNumber<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    const detail = { ko: '이 번호의 협약이 이미 있습니다.', en: 'There is an agreement with this number.' };
    throw new Problem(programmeProblems.agreementNumberTaken, { errors: [{ pointer: '/number', code: 'taken', detail }] });
  }
}

function itemOf({ siteIds, supplierId, modules, ...agreement }: Agreement, names: Names): AgreementItem {
  return {
    ...agreement,
    modules: [...modules],
    sites: siteIds.map((id) => ({ id, name: names.sites.get(id) ?? id })),
    supplier: (supplierId && names.suppliers.get(supplierId)) || null,
  };
}

function changeOf(
  { agreement, changedAt, changedBy }: AgreementVersion,
  former: Agreement | null,
  names: Names,
  people: ReadonlyMap<string, string>,
): AgreementChangeItem {
  return {
    changedAt: atHome(changedAt),
    changedBy: people.get(changedBy) ?? null,
    fields: former ? changedFields(former, agreement) : [],
    before: former && itemOf(former, names),
    after: itemOf(agreement, names),
  };
}
