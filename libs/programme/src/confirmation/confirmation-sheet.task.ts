import { bonusVerdict, dayUnderWay, monthPeriod, monthsBefore } from '@maru/evidence';
import { Problem } from '@maru/kernel';
import {
  currentScope,
  Files,
  FileWriter,
  IdentityDatabase,
  platformProblems,
  type RunningTask,
  type TaskHandler,
  TaskKind,
} from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { AgreementVersionsQuery } from '../agreements/agreement-versions.query';
import { pdfOf } from '../documents/pdf';
import { MARK, namePart } from '../documents/words';
import { operatingDefinition } from '../notices/operating-definitions';
import { DayFiguresQuery } from '../operating/day-figures.query';
import { completionsOf } from '../operating/operating.service';
import { type Confirmation, confirmationSheet, confirmedMonth } from './confirmation-sheet';
import { ConfirmationSheetOutcome } from './confirmation-sheets.dto';

export const CONFIRMATION_KIND = 'programme.confirmation-sheet';
export const CONFIRMATION_PERMISSION = 'programme.operating.read';

export interface ConfirmationInput {
  readonly siteId: string;
  readonly noticeDay: string;
  /** With its version, so that it is the same whenever the sheet is made. */
  readonly definition: string;
  /** When it was asked for: an attempt that is made again counts the same. */
  readonly asOf: string;
}

interface Checkpoint {
  readonly fileId: string;
}

/** Makes the confirmation sheet. Everything in it is counted in one transaction, as of the moment at which it was asked for. */
@Injectable()
@TaskKind({ kind: CONFIRMATION_KIND, permission: CONFIRMATION_PERMISSION, outcome: ConfirmationSheetOutcome })
export class ConfirmationSheetTask implements TaskHandler {
  constructor(
    private readonly files: Files,
    private readonly figures: DayFiguresQuery,
    private readonly agreements: AgreementVersionsQuery,
    private readonly sites: SiteDirectory,
    private readonly identity: IdentityDatabase,
  ) {}

  async run(task: RunningTask): Promise<ConfirmationSheetOutcome> {
    const former = task.checkpoint<Checkpoint>();
    if (former) await task.within(() => this.files.discard(former.fileId));
    const confirmation = await task.within(() => this.confirmation(task.input<ConfirmationInput>()));
    const { company, site, noticeDay, verdict, simulated } = confirmation;
    const fileName = `${simulated ? `${MARK}_` : ''}가동률확인서_${namePart(company)}_${namePart(site.name)}_${noticeDay}.pdf`;
    const bytes = await pdfOf(confirmationSheet(confirmation));
    const writer = await FileWriter.begin(this.files, task, {
      name: fileName,
      mediaType: 'application/pdf',
      permission: CONFIRMATION_PERMISSION,
    });
    try {
      const checkpoint: Checkpoint = { fileId: writer.fileId };
      await task.step(async () => ({ progress: { done: 0, total: 1, checkpoint } }));
      await writer.write(bytes);
      return { fileId: await writer.end(), fileName, site: { id: site.id, name: site.name }, noticeDay, verdict, simulated };
    } catch (error) {
      await task.within(() => this.files.discard(writer.fileId));
      throw error;
    }
  }

  /** What the sheet says of a site of the organisation in whose scope it is asked. */
  async confirmation({ siteId, noticeDay, definition: id, asOf: text }: ConfirmationInput): Promise<Confirmation> {
    const definition = operatingDefinition(id);
    const asOf = new Date(text);
    const site = await this.sites.find(siteId);
    // It was there when the sheet was asked for, and a site is never taken away.
    if (!site) throw new Problem(platformProblems.notFound);
    const window = monthsBefore(noticeDay, definition.months);
    const days = await this.figures.days(siteId, window, asOf);
    const facts = new Map(days.map((day) => [day.day, day]));
    const agreements = await this.agreements.asOf(asOf);
    const completions = completionsOf(agreements, siteId);
    const today = dayUnderWay(asOf.getTime());
    const { verdict, reason, completedOn, months } = bonusVerdict(definition, noticeDay, completions, facts, today);
    const { tenantId, simulated } = currentScope().tenant;
    const [{ name: company }] = await this.identity.query<{ name: string }>('select name from platform.tenant where tenant_id = $1', [
      tenantId,
    ]);
    const whole = { from: monthPeriod(window[0]).from, to: monthPeriod(window[window.length - 1]).to };
    return {
      company,
      site,
      agreements: agreements.filter(({ siteIds }) => siteIds.includes(siteId)).map(({ number }) => number),
      usesWithoutSite: await this.figures.usedWithoutSite(whole, asOf),
      simulated,
      noticeDay,
      completedOn,
      asOf,
      definition,
      verdict,
      reason,
      months: months.map((month) => confirmedMonth(month, facts)),
    };
  }
}
