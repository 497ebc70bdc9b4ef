import { type CursorPart, isId, Problem } from '@maru/kernel';
import { cursorParts, type PageQuery, pageOf, platformProblems } from '@maru/platform';
import { ReportingCompanies, type ReportingCompany } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';

/** Companies of one answer: each is a transaction of its own in another company's scope. */
const PAGE_COMPANIES = 20;

const isPlace = (parts: CursorPart[]): parts is [string, string] => parts.length === 2 && typeof parts[0] === 'string' && isId(parts[1]);

interface CompanyPage<T> {
  readonly items: T[];
  readonly next: string | null;
  /** On all pages. */
  readonly total: number;
}

/** The companies that let an office, or a supplier, see something, page by page in the order of their names. */
@Injectable()
export class CompanyPages {
  constructor(private readonly companies: ReportingCompanies) {}

  /** @param line what is said of a company; one whose grant has ended since the list was read is left out */
  async read<T>(
    { cursor, limit: asked = PAGE_COMPANIES }: PageQuery,
    line: (company: ReportingCompany) => Promise<T>,
  ): Promise<CompanyPage<T>> {
    const after = cursorParts(cursor, isPlace);
    const limit = Math.min(asked, PAGE_COMPANIES);
    const all = (await this.companies.inForce()).toSorted(byName);
    const rest = after ? all.filter((company) => byName(company, { name: after[0], organisationId: after[1] }) > 0) : all;
    const items: T[] = [];
    // One after another: each is a transaction of its own in another company's scope.
    for (const company of rest.slice(0, limit)) items.push(...(await ifGranted(line(company))));
    const { next } = pageOf(
      rest,
      limit,
      (company) => company,
      ({ name, organisationId }) => [name, organisationId],
    );
    return { items, next, total: all.length };
  }
}

async function ifGranted<T>(read: Promise<T>): Promise<T[]> {
  try {
    return [await read];
  } catch (error) {
    if (error instanceof Problem && error.type === platformProblems.notFound) return [];
    throw error;
  }
}

type Named = Pick<ReportingCompany, 'name' | 'organisationId'>;

/** By code point, as Korean names are ordered, whatever the database's collation is. */
function byName(one: Named, other: Named): number {
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return one.organisationId === other.organisationId ? 0 : one.organisationId < other.organisationId ? -1 : 1;
}
