import { programmeDay } from '@maru/evidence';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { notices } from '../notices/notices';
import { operatingDefinitions } from '../notices/operating-definitions';
import type { OperatingDefinitionItem } from '../operating/operating.dto';
import { OperatingService } from '../operating/operating.service';
import { lineHead } from './line-head';

const namedOf = ({ id, version }: Pick<OperatingDefinitionItem, 'id' | 'version'>) => ({ id, version });

/**
 * What is counted rather than kept: days and verdicts of the organisation in whose scope they are asked, of every site that there was at the
 * moment asked for, by each definition or by one. A site is named by its id, which is never changed.
 */
@Injectable()
export class DayAndVerdictLines {
  constructor(
    private readonly operating: OperatingService,
    private readonly sites: SiteDirectory,
  ) {}

  /**
   * Days up to that of `asOf`. What of a day's use fits the log centre's fields is left out: it is told by the person and the address, and
   * after an erasure it would be another number.
   */
  async days(month: string, asOf: string, only: string | undefined): Promise<string[]> {
    const today = programmeDay(Date.parse(asOf));
    const lines: string[] = [];
    for (const [site, definition] of await this.counted(asOf, only)) {
      const { days, definition: by } = await this.operating.month({ siteId: site, month, asOf, definition });
      for (const { day, state, used, stored, uncertain, refused, gaps, beforeService } of days) {
        const figures = { used, stored, uncertain, refused, gaps, beforeService };
        if (day <= today) lines.push(JSON.stringify({ ...lineHead(), site, asOf, definition: namedOf(by), day, state, ...figures }));
      }
    }
    return lines;
  }

  async verdicts(noticeDay: string, asOf: string, only: string | undefined): Promise<string[]> {
    const lines: string[] = [];
    for (const [site, id] of await this.counted(asOf, only)) {
      const question = { siteId: site, noticeDay, asOf, definition: id };
      const { definition, completedOn, verdict, reason, months } = await this.operating.verdict(question);
      const counted = months.map(({ month, verdict: ofMonth, operating, unknown, beforeService, toCome }) => ({
        month,
        verdict: ofMonth,
        operating,
        unknown,
        beforeService,
        toCome,
      }));
      lines.push(
        JSON.stringify({
          ...lineHead(),
          site,
          asOf,
          definition: namedOf(definition),
          noticeDay,
          completedOn,
          verdict,
          reason,
          months: counted,
        }),
      );
    }
    return lines;
  }

  /** Site by site, oldest first, and of each by every definition in turn. */
  private async counted(asOf: string, only: string | undefined): Promise<[site: string, definition: string][]> {
    const sites = await this.sites.listAsOf(new Date(asOf));
    return sites.flatMap(({ id }) => definitionsOf(only).map((definition): [string, string] => [id, definition]));
  }
}

function definitionsOf(only: string | undefined): string[] {
  return only === undefined ? [...new Set(operatingDefinitions.map(({ id }) => id))] : [only];
}

/** What lines name by id and version: every version there ever was. */
export function definitionLines(): string[] {
  return [
    ...operatingDefinitions.map((definition) => JSON.stringify({ type: 'operatingDefinition', ...definition })),
    ...notices.map((notice) => JSON.stringify({ type: 'notice', ...notice })),
  ];
}
