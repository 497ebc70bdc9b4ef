import { createHash } from 'node:crypto';
import type { ByteSink } from '@maru/platform';
import { Files, FileWriter, type RunningTask } from '@maru/platform';
import { type EvidenceStream, ReportingCompanies, ReportPullLedger } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { programmeProblems } from '../programme.problems';

/** What tasks that make reports are started with, among other things. */
export interface ReportInput {
  /** The company for whose office it is made; null where a company has it made of itself. */
  readonly organisationId: string | null;
  readonly agreementId: string;
  /** As which version it was asked for: what is put right afterwards changes no report under way. */
  readonly agreementVersion: number;
  /** Of one version. */
  readonly definition: string;
  /** When it was settled: an attempt that is made again counts the same. */
  readonly asOf: string;
}

export interface ReportPlan {
  readonly fileName: string;
  readonly format: 'xlsx' | 'pdf';
  readonly permission: string;
  readonly stream: EvidenceStream;
  /** What it is about, in epoch milliseconds. */
  readonly from: number;
  readonly until: number;
}

export interface MadeReport {
  readonly fileId: string;
  readonly fileName: string;
  readonly bytes: number;
  /** Of the file, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** Says how far it is; what was asked to stop does so here. */
export type Step = (done: number, total: number) => Promise<void>;

/** What an attempt leaves: a later one begins anew and does away with the file that this one did not end. */
interface Checkpoint {
  readonly fileId: string;
}

const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

/**
 * Makes the file of a report, for the company itself or for an office while the company's grant to it is in force. An attempt that was
 * interrupted is made again from the start, since a report of the same is the same bytes. What an office has made stands in the company's
 * record before anybody learns of the file.
 */
@Injectable()
export class ReportFiles {
  constructor(
    private readonly files: Files,
    private readonly companies: ReportingCompanies,
    private readonly ledger: ReportPullLedger,
  ) {}

  /** @throws Problem 403 where the company's grant has ended, which stops the task for good */
  inCompany<T>(task: RunningTask, work: () => Promise<T>): Promise<T> {
    const { organisationId } = task.input<ReportInput>();
    if (organisationId === null) return task.within(work);
    return task.within(() => this.companies.inScopeOf(organisationId, work, programmeProblems.reportingEnded));
  }

  /** @param write writes the file, and returns how many rows it lists */
  async make(task: RunningTask, plan: ReportPlan, write: (sink: ByteSink, step: Step) => Promise<number>): Promise<MadeReport> {
    const { fileName: name, format, permission } = plan;
    const former = task.checkpoint<Checkpoint>();
    if (former) await task.within(() => this.files.discard(former.fileId));
    const writer = await FileWriter.begin(this.files, task, { name, mediaType: MEDIA_TYPES[format], permission });
    const checkpoint: Checkpoint = { fileId: writer.fileId };
    const hash = createHash('sha256');
    let bytes = 0;
    const sink: ByteSink = async (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
      await writer.write(chunk);
    };
    try {
      const lines = await write(sink, (done, total) => task.step(async () => ({ progress: { done, total, checkpoint } })));
      const fileId = await writer.end();
      const sha256 = hash.digest();
      await this.record(task, plan, { fileId, lines, bytes, sha256 });
      return { fileId, fileName: name, bytes, sha256: sha256.toString('hex') };
    } catch (error) {
      await task.within(() => this.files.discard(writer.fileId));
      throw error;
    }
  }

  /** The last look at the grant is this one, before the file can be found. */
  private async record(
    task: RunningTask,
    { stream, format, from, until }: ReportPlan,
    { fileId, ...made }: { fileId: string; lines: number; bytes: number; sha256: Buffer },
  ): Promise<void> {
    const { organisationId } = task.input<ReportInput>();
    if (organisationId === null) return;
    const pull = { stream, file: { id: fileId, format }, ...made, firstAt: new Date(from), lastAt: new Date(until) };
    await task.within(() => this.ledger.add(organisationId, pull, programmeProblems.reportingEnded));
  }
}
