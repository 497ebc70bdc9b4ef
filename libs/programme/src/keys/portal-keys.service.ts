import { dayPeriod, programmeDay } from '@maru/evidence';
import { newId, Problem } from '@maru/kernel';
import {
  ATTENTION_TOPIC,
  Config,
  currentPerson,
  currentScope,
  Database,
  LiveSignal,
  Notifications,
  platformProblems,
  sqlState,
  Tasks,
  UNIQUE_VIOLATION,
} from '@maru/platform';
import { PersonDirectory, SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { programmeProblems } from '../programme.problems';
import { LogCentre } from '../sending/log-centre.job';
import { earliestSend } from '../sending/pace';
import { PaceQuery } from '../sending/pace.query';
import { SenderClock } from '../sending/sender-clock';
import { LOG_SENDING_TOPIC, PORTAL_KEY_TOPIC } from '../sending/topics';
import { CONNECTION_TEST_KIND, type ConnectionTestInput } from './connection-test';
import { digestOfKey } from './key-digest';
import { sealKey } from './key-seal';
import { type HeldKey, PortalKeyHolders } from './portal-key-holders';
import type { PortalKeyItem, PortalKeyList, PortalKeyState, StartedConnectionTest } from './portal-keys.dto';

const ENDING_LENGTH = 4;
/** For how long a send may make the next one wait, far more than the log centre's ten minutes; a day that is spent lasts till midnight. */
const PACE_MS = 3_600_000;

interface KeyRow {
  site_id: string;
  ending: string;
  state: PortalKeyState;
  stopped_code: string | null;
  set_at: Date;
  set_by: string;
  next_send_at: Date | null;
  last_code: string | null;
  last_answered_at: Date | null;
}

/** The keys by which the log centre knows the sites. One is kept sealed and opened for a request to the log centre alone. */
@Injectable()
export class PortalKeysService {
  constructor(
    private readonly database: Database,
    private readonly sites: SiteDirectory,
    private readonly people: PersonDirectory,
    private readonly config: Config,
    private readonly centre: LogCentre,
    private readonly holders: PortalKeyHolders,
    private readonly pace: PaceQuery,
    private readonly clock: SenderClock,
    private readonly tasks: Tasks,
    private readonly notifications: Notifications,
    private readonly live: LiveSignal,
  ) {}

  async list(): Promise<PortalKeyList> {
    const { simulated } = currentScope().tenant;
    const rows = await this.rows();
    const names = await this.people.names(rows.map((row) => row.set_by));
    const sites = await this.sites.list();
    const now = await this.clock.now();
    const nextSends = new Map<string, Date | null>();
    for (const row of rows) nextSends.set(row.site_id, await this.nextSendOf(row, now));
    return {
      items: sites.map((site) => ({
        ...itemOf(site, rows.find((row) => row.site_id === site.id) ?? null, names),
        nextSendAt: nextSends.get(site.id)?.toISOString() ?? null,
      })),
      centre: simulated ? 'simulator' : 'portal',
      centreKnown: this.centre.isKnown(simulated),
    };
  }

  /** By the sender's own rule, so that no slot is promised in a day that is spent, to a key that waits for a person, or without a log centre. */
  private async nextSendOf({ site_id, state, next_send_at }: KeyRow, now: Date): Promise<Date | null> {
    if (state === 'stopped' || !this.centre.isKnown(currentScope().tenant.simulated)) return null;
    const earliest = earliestSend(await this.pace.read(site_id, now), now.getTime());
    const next = Math.max(earliest, next_send_at?.getTime() ?? 0);
    return next > now.getTime() ? new Date(next) : null;
  }

  /**
   * How soon the next log of the site may leave follows from what was sent for it, and a new key changes nothing in it.
   * @throws Problem 404 for no site of the organisation, 409 where another site or another organisation has this key
   */
  async set(siteId: string, key: string): Promise<StartedConnectionTest> {
    const site = await this.site(siteId);
    const { tenantId, simulated } = currentScope().tenant;
    // Two who set a first key at once would each find none before it, and the one that is lost would stay ours for good.
    await this.database.query('select pg_advisory_xact_lock(hashtextextended($2, $1))', [siteId]);
    const [former] = await this.database.query<HeldKey>(
      'select key_digest as digest, hold_id as "holdId" from programme.portal_key where tenant_id = $1 and site_id = $2 for update',
      [siteId],
    );
    const held: HeldKey = { digest: digestOfKey(this.config.secret, simulated, key), holdId: newId() };
    const ending = key.slice(-ENDING_LENGTH);
    const sealed = sealKey(this.config.secret, { tenantId, siteId }, key);
    await this.write([siteId, held.digest, held.holdId, sealed, ending, currentPerson().personId]);
    await this.holders.take(held);
    await this.waitAsFormer(siteId, ending);
    if (former && !former.digest.equals(held.digest)) this.holders.letGo(former);
    this.tell();
    return this.begin(site);
  }

  /** Where two sites are given one key at the same time the second waits for the first. @throws Problem 409 where another site has the key */
  private async write(values: readonly unknown[]): Promise<void> {
    try {
      await this.database.execute(SET, values);
    } catch (error) {
      if (sqlState(error) === UNIQUE_VIOLATION) throw new Problem(programmeProblems.keyOfOtherSite);
      throw error;
    }
  }

  /**
   * A key that was another site's until now has had its slot there, and the log centre counts by the key: its first log here waits for what
   * was sent there. Which site it was is told by its ending; two keys that end alike cost the new one a few minutes once. Asked when the key
   * is ours: what the former site's sender decided on before it lost the key is known then.
   */
  private async waitAsFormer(siteId: string, ending: string): Promise<void> {
    const now = await this.clock.now();
    const formers = await this.database.query<{ site_id: string }>(
      'select distinct site_id from programme.log_send where tenant_id = $1 and site_id <> $2 and key_ending = $3 and sent_at >= $4',
      [siteId, ending, new Date(Math.min(now.getTime() - PACE_MS, dayPeriod(programmeDay(now.getTime())).from))],
    );
    let freeAt = now.getTime();
    for (const { site_id: former } of formers) freeAt = Math.max(freeAt, earliestSend(await this.pace.read(former, now), now.getTime()));
    if (freeAt > now.getTime())
      await this.database.execute('update programme.portal_key set next_send_at = $3 where tenant_id = $1 and site_id = $2', [
        siteId,
        new Date(freeAt),
      ]);
  }

  /** @throws Problem 404 where there is no key */
  async remove(siteId: string): Promise<void> {
    const [removed] = await this.database.query<HeldKey>(
      'delete from programme.portal_key where tenant_id = $1 and site_id = $2 returning key_digest as digest, hold_id as "holdId"',
      [siteId],
    );
    if (!removed) throw new Problem(platformProblems.notFound);
    this.holders.letGo(removed);
    this.tell();
  }

  /** @throws Problem 404 where there is no key */
  async test(siteId: string): Promise<StartedConnectionTest> {
    const site = await this.site(siteId);
    const [key] = await this.database.query('select 1 from programme.portal_key where tenant_id = $1 and site_id = $2', [siteId]);
    if (!key) throw new Problem(platformProblems.notFound);
    return this.begin(site);
  }

  private async begin(site: SiteSummary): Promise<StartedConnectionTest> {
    if (!this.centre.isKnown(currentScope().tenant.simulated)) return { taskId: null };
    const input: ConnectionTestInput = { siteId: site.id };
    return { taskId: await this.tasks.start(CONNECTION_TEST_KIND, site.name, input) };
  }

  private async site(siteId: string): Promise<SiteSummary> {
    const site = await this.sites.find(siteId);
    if (!site) throw new Problem(platformProblems.notFound);
    return site;
  }

  private tell(): void {
    const scope = currentScope();
    const { tenantId } = scope.tenant;
    scope.afterCommit(() => {
      this.notifications.send({ topic: PORTAL_KEY_TOPIC, key: String(tenantId) });
      for (const topic of [LOG_SENDING_TOPIC, ATTENTION_TOPIC]) this.live.raise(tenantId, topic, '*');
    });
  }

  private rows(): Promise<KeyRow[]> {
    return this.database.query<KeyRow>(
      `select k.site_id, k.ending, k.state, k.stopped_code, k.set_at, k.set_by, k.next_send_at, l.code as last_code, l.answered_at as last_answered_at
       from programme.portal_key k
       left join (
         select s.site_id, r.code, r.answered_at, row_number() over (partition by s.site_id order by s.sent_at desc, s.send_id desc) as place
         from programme.log_send s join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
         where s.tenant_id = $1 and s.sent_at >= now() - interval '1 day') l on l.site_id = k.site_id and l.place = 1
       where k.tenant_id = $1`,
    );
  }
}

const SET = `
insert into programme.portal_key (tenant_id, site_id, key_digest, hold_id, sealed, ending, state, set_by)
values ($1, $2, $3, $4, $5, $6, 'unproven', $7)
on conflict (tenant_id, site_id) do update set key_digest = excluded.key_digest, hold_id = excluded.hold_id, sealed = excluded.sealed,
  ending = excluded.ending, state = 'unproven', stopped_code = null, set_at = now(), set_by = excluded.set_by,
  next_send_at = null, lease_id = null, lease_until = null`;

function itemOf({ id, name }: SiteSummary, row: KeyRow | null, names: ReadonlyMap<string, string>): Omit<PortalKeyItem, 'nextSendAt'> {
  return {
    siteId: id,
    siteName: name,
    ending: row?.ending ?? null,
    state: row?.state ?? null,
    stoppedCode: row?.stopped_code ?? null,
    setAt: row?.set_at.toISOString() ?? null,
    setBy: (row && names.get(row.set_by)) ?? null,
    lastCode: row?.last_code ?? null,
    lastAnsweredAt: row?.last_answered_at?.toISOString() ?? null,
  };
}
