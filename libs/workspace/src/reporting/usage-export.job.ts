import { createHash } from 'node:crypto';
import { monthPeriod, programmeClock, type UsageEvent } from '@maru/evidence';
import type { Language, Period } from '@maru/kernel';
import { Files, FileWriter, type RunningTask, type TaskHandler, TaskKind } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { SiteDirectory } from '../contract';
import { workspaceProblems } from '../workspace.problems';
import { CompanyUsage, type UsagePlace } from './company-usage.query';
import { type CompanyInForce, GrantedCompanies } from './granted-companies.service';
import { ReportPulls } from './report-pulls.service';
import { UsageExportOutcome } from './usage-exports.dto';
import { MEDIA_TYPES, type UsageFile, type UsageFileFormat, type UsageFileHeading } from './usage-file';
import { newUsageFile } from './usage-file-formats';

export const USAGE_EXPORT_KIND = 'workspace.usage-export';
const PERMISSION = 'workspace.granted-company.read';
const PAGE_ROWS = 5_000;

export interface UsageExportInput {
  readonly organisationId: string;
  readonly month: string;
  readonly format: UsageFileFormat;
  readonly language: Language;
}

/** What an attempt leaves: a later one begins anew and does away with the file that this one did not end. */
interface Checkpoint {
  readonly fileId: string;
}

/**
 * Makes the file of a month of a company's usage events. The task is the office's; each page is read in the company's scope, where nothing
 * can be written, and only while the grant is in force. An attempt that was interrupted is made again from the start, since a file of the
 * same events is the same bytes. The company's record of what was fetched is written before anybody learns of the file.
 */
@Injectable()
@TaskKind({ kind: USAGE_EXPORT_KIND, permission: PERMISSION, outcome: UsageExportOutcome })
export class UsageExportJob implements TaskHandler {
  constructor(
    private readonly companies: GrantedCompanies,
    private readonly usage: CompanyUsage,
    private readonly sites: SiteDirectory,
    private readonly pulls: ReportPulls,
    private readonly files: Files,
  ) {}

  async run(task: RunningTask): Promise<UsageExportOutcome> {
    const former = task.checkpoint<Checkpoint>();
    if (former) await task.within(() => this.files.discard(former.fileId));
    const input = task.input<UsageExportInput>();
    const { heading, total } = await this.inCompany(task, async (company) => ({
      heading: headingOf(company, input.month, await this.sites.list()),
      total: await this.usage.count(monthPeriod(input.month)),
    }));
    const name = fileName(heading, input.format, Date.now());
    const writer = await FileWriter.begin(this.files, task, { name, mediaType: MEDIA_TYPES[input.format], permission: PERMISSION });
    try {
      return await this.write(task, input, heading, total, name, writer);
    } catch (error) {
      await task.within(() => this.files.discard(writer.fileId));
      throw error;
    }
  }

  private async write(
    task: RunningTask,
    { month, format, language, organisationId }: UsageExportInput,
    heading: UsageFileHeading,
    total: number,
    name: string,
    writer: FileWriter,
  ): Promise<UsageExportOutcome> {
    const hash = createHash('sha256');
    let bytes = 0;
    const file = newUsageFile(
      format,
      async (chunk) => {
        hash.update(chunk);
        bytes += chunk.length;
        await writer.write(chunk);
      },
      heading,
      language,
    );
    const events = await this.copy(task, heading, total, file, writer.fileId);
    const gaps = await this.usage.within(heading.period);
    await file.end(gaps, Date.now());
    const fileId = await writer.end();
    const sha256 = hash.digest();
    // The last look at the grant is the one before the file can be found.
    const company = await this.inCompany(task, async ({ tenant }) => tenant);
    await this.pulls.record(company, task.principal.tenant, {
      id: fileId,
      pulledBy: task.requestedBy,
      month,
      format,
      events,
      bytes,
      sha256,
    });
    return {
      fileId,
      fileName: name,
      bytes,
      sha256: sha256.toString('hex'),
      organisationId,
      company: heading.company,
      month,
      format,
      events,
      gaps: gaps.map(({ from, until }) => ({ from: new Date(from).toISOString(), until: new Date(until).toISOString() })),
      simulated: heading.simulated,
    };
  }

  /** @returns how many events there were */
  private async copy(task: RunningTask, { period }: UsageFileHeading, total: number, file: UsageFile, fileId: string): Promise<number> {
    const checkpoint: Checkpoint = { fileId };
    let done = 0;
    for (let after: UsagePlace | null = null; ; ) {
      await task.step(async () => ({ progress: { done, total: Math.max(total, done), checkpoint } }));
      const events: UsageEvent[] = await this.nextPage(task, period, after);
      const last = events.at(-1);
      if (!last) return done;
      await file.add(events);
      done += events.length;
      after = { at: last.at, id: last.id };
    }
  }

  private nextPage(task: RunningTask, period: Period, after: UsagePlace | null): Promise<UsageEvent[]> {
    return this.inCompany(task, () => this.usage.page(period, after, PAGE_ROWS));
  }

  /** @throws Problem 403 when the company's grant has ended, which stops the task for good */
  private inCompany<T>(task: RunningTask, work: (company: CompanyInForce) => Promise<T>): Promise<T> {
    const { organisationId } = task.input<UsageExportInput>();
    return this.companies.within(task.principal.tenant, organisationId, work, workspaceProblems.reportingEnded);
  }
}

function headingOf({ name, tenant }: CompanyInForce, month: string, sites: UsageFileHeading['sites']): UsageFileHeading {
  const { organisationId, simulated } = tenant;
  return { organisationId, company: name, sites, simulated, month, period: monthPeriod(month) };
}

/** When it was fetched stands in the name alone: the same events are the same bytes at any time. */
function fileName({ company, month, simulated }: UsageFileHeading, format: UsageFileFormat, now: number): string {
  const plain = company.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
  const fetched = programmeClock(now).slice(0, 'yyyy-mm-dd hh:mm:ss'.length).replaceAll(/[-:]/g, '').replace(' ', '-');
  return `${simulated ? '모의_' : ''}사용로그_${plain}_${month}_${fetched}.${format}`;
}
