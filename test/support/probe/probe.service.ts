import { newId, Problem } from '@maru/kernel';
import { changedOne, currentScope, Database, Events, platformProblems, Tasks } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { CountBody, CountStarted, RunBody, RunResult, Step, ThingBody, ThingItem, ThingPatch } from './probe.dto';
import { ProbeThing } from './probe-thing.entity';

export const SLEEP_MS = 15;

@Injectable()
export class ProbeService {
  constructor(
    @InjectRepository(ProbeThing) private readonly things: Repository<ProbeThing>,
    private readonly database: Database,
    private readonly events: Events,
    private readonly tasks: Tasks,
  ) {}

  async list(): Promise<ThingItem[]> {
    return (await this.things.find({ order: { id: 'ASC' } })).map(itemOf);
  }

  async create({ name, parentId }: ThingBody): Promise<ThingItem> {
    const thing = { id: newId(), name, parentId: parentId ?? null, version: 1 };
    await this.things.insert(thing);
    this.events.publish({ type: 'probe.thing-made.v1', payload: { mark: name } });
    return itemOf(thing);
  }

  async count(body: CountBody): Promise<CountStarted> {
    return { taskId: await this.tasks.start('probe.count', body.mark, body) };
  }

  async read(id: string): Promise<ThingItem> {
    const thing = await this.things.findOneBy({ id });
    if (!thing) throw new Problem(platformProblems.notFound);
    return itemOf(thing);
  }

  async change(id: string, version: number, { name }: ThingPatch): Promise<ThingItem> {
    const { affected } = await this.things.update({ id, version }, { name, version: version + 1 });
    changedOne(affected, affected === 1 || (await this.things.findOneBy({ id })) !== null);
    return this.read(id);
  }

  /** Does the steps in turn in the scope at hand and tells whose rows it saw. */
  async run(body: RunBody): Promise<RunResult> {
    const tenants = new Set<number>();
    const marks = new Set<string>();
    for (const step of body.steps) {
      if (step === 'read') {
        // Without a predicate on purpose: what is seen is what the wall shows.
        const { rows } = await currentScope().query<{ tenant_id: number; mark: string }>({
          text: 'select distinct tenant_id, mark from probe.effect',
        });
        for (const row of rows) {
          tenants.add(row.tenant_id);
          marks.add(row.mark);
        }
      } else await this.step(step, body);
    }
    return { tenants: [...tenants], marks: [...marks] };
  }

  private async step(step: Step, { mark, foreign }: RunBody): Promise<void> {
    const insert = 'insert into probe.effect (tenant_id, effect_id, consumer, mark) values';
    if (step === 'write') await this.database.execute(`${insert} ($1, $2, 'run', $3)`, [newId(), mark]);
    if (step === 'sleep') await this.database.query('select pg_sleep($2) where $1 > 0', [SLEEP_MS / 1000]);
    if (step === 'throw') throw new Problem(platformProblems.conflict);
    if (step === 'break') await this.database.query('select 1 / ($1 - $1)');
    if (step === 'foreign') await currentScope().query({ text: `${insert} ($1, $2, 'run', $3)`, values: [foreign, newId(), mark] });
    // A handler that hides an error of the database: the transaction is lost whatever it believes.
    if (step === 'swallow') await this.database.query('select 1 / ($1 - $1)').catch(() => undefined);
  }
}

function itemOf({ id, name, parentId, version }: Omit<ProbeThing, 'tenantId'>): ThingItem {
  return { id, name, parentId, version };
}
