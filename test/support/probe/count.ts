import { newId, Problem } from '@maru/kernel';
import { Database, platformProblems, type RunningTask, type TaskHandler, TaskKind } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { type CountBody, CountOutcome } from './probe.dto';

/** What tests do to a count under way in the same process. */
@Injectable()
export class CountGate {
  /** Marks of the steps that were about to begin. */
  readonly begun: string[] = [];
  /** Awaited ahead of every step of counts whose mark is the key. */
  readonly gates = new Map<string, Promise<void>>();
}

interface Counted {
  readonly counted: number;
}

/** Counts in steps, each of which leaves a row: too many or too few rows tell of a step done twice or lost. */
@Injectable()
@TaskKind({ kind: 'probe.count', permission: 'probe.count.write', outcome: CountOutcome })
export class CountTask implements TaskHandler {
  constructor(
    private readonly database: Database,
    private readonly gate: CountGate,
  ) {}

  async run(task: RunningTask): Promise<CountOutcome> {
    const { to, mark } = task.input<CountBody>();
    if (mark === 'refused')
      throw new Problem(platformProblems.invalidInput, { detail: { ko: '셀 수 없습니다.', en: 'It cannot be counted.' } });
    for (let counted = task.checkpoint<Counted>()?.counted ?? 0; counted < to; counted++) {
      this.gate.begun.push(mark);
      await this.gate.gates.get(mark);
      await task.step(async () => {
        await this.database.execute('insert into probe.effect (tenant_id, effect_id, consumer, mark) values ($1, $2, $3, $4)', [
          newId(),
          'probe.count',
          `${mark} ${counted}`,
        ]);
        if (mark === 'broken' && counted === 2) throw new Error('broken on purpose');
        const done = counted + 1;
        return { progress: { done, total: to, totalIsEstimate: mark === 'judged' && done < to, checkpoint: { counted: done } } };
      });
    }
    return { counted: to };
  }
}
