import { type RunningTask, type TaskHandler, TaskKind } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { IMPORT_PERMISSION, type ImportTaskInput, WITHDRAW_KIND } from './import-tasks';
import { ReadingImport } from './reading-import.entity';
import { WithdrawalOutcome } from './reading-imports.dto';
import { hasMore, Withdrawal, type WithdrawalPlace, withdrawalStart } from './withdrawal';

/** Takes an import back as one, page by page: each page is one commit with the place where the next one begins. */
@Injectable()
@TaskKind({ kind: WITHDRAW_KIND, permission: IMPORT_PERMISSION, outcome: WithdrawalOutcome })
export class WithdrawTask implements TaskHandler {
  constructor(
    @InjectRepository(ReadingImport) private readonly imports: Repository<ReadingImport>,
    private readonly withdrawal: Withdrawal,
  ) {}

  async run(task: RunningTask): Promise<WithdrawalOutcome> {
    const { importId } = task.input<ImportTaskInput>();
    const row = await task.within(() => this.imports.findOneBy({ id: importId }));
    if (!row || row.taskId !== task.id) return { importId, superseded: true };
    let place = task.checkpoint<WithdrawalPlace>() ?? withdrawalStart;
    const total = (row.counts?.accepted ?? 0) + (row.counts?.corrected ?? 0);
    while (row.state !== 'withdrawn' && hasMore(row, place)) {
      const from = place;
      place = await task.step(async () => {
        const next = await this.withdrawal.page(row, from);
        return { progress: { done: doneOf(next), total: Math.max(total, doneOf(next)), checkpoint: next }, value: next };
      });
    }
    const { withdrawn, restored, kept } = row.state === 'withdrawn' ? place : await this.end(task, row, place);
    return { importId, withdrawn, restored, kept };
  }

  private end(task: RunningTask, row: ReadingImport, before: WithdrawalPlace): Promise<WithdrawalPlace> {
    return task.step(async () => {
      const place = await this.withdrawal.months(row, before);
      const kept = place.kept > 0 ? [{ code: 'kept' as const, count: place.kept, row: null, pointId: null, about: null }] : [];
      const findings = [...(row.findings ?? []).filter(({ code }) => code !== 'kept'), ...kept];
      await this.imports.update({ id: row.id }, { state: 'withdrawn', findings: findings as object[] });
      return { progress: { done: doneOf(place), total: doneOf(place), checkpoint: place }, value: place };
    });
  }
}

function doneOf({ withdrawn, restored, kept }: WithdrawalPlace): number {
  return withdrawn + restored + kept;
}
