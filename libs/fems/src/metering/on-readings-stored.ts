import { ATTENTION_TOPIC, currentScope, Database, type EventHandler, LiveSignal, On } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { ReadingsStored, type StoredPoint } from '../contract';
import { StandingReadings } from '../ledger/standing-readings.query';
import { onlyGoesOn, type WatchedActivity } from './liveliness';

/** Less than any time: what takes readings back brings none, and leaves when something last came as it was. */
const NOTHING_RECEIVED = new Date(0).toISOString();

/** Topic of the live signal: what points and sources have sent is known by now; it follows the readings themselves by a moment. */
const ACTIVITY_TOPIC = 'activity';

/**
 * Keeps what each point and each source has sent. Sums and maxima only, so that the order in which batches are told does not matter; points in the
 * order of their ids, so that two batches wait for each other and never in a circle. Readings may be taken back, and it may be told before
 * they are: a newest reading that is not in the ledger any more gives way to the newest that is.
 */
@Injectable()
@On({ event: ReadingsStored.type, consumer: 'fems.point-activity' })
export class OnReadingsStored implements EventHandler {
  constructor(
    private readonly database: Database,
    private readonly standing: StandingReadings,
    private readonly live: LiveSignal,
  ) {}

  async handle(payload: unknown): Promise<void> {
    const { receivedAt, sourceId, points } = payload as ReadingsStored['payload'];
    const ordered = [...points].sort((a, b) => (a.pointId < b.pointId ? -1 : 1));
    await this.tellOfAttention(ordered);
    // Events that were written before readings could be taken back do not say how many were.
    const withdrawn = ordered.map((point) => point.withdrawn ?? 0);
    await this.database.execute(
      `insert into fems.point_activity (tenant_id, point_id, last_received_at, newest_start, accepted, corrected)
       select $1, point_id, $2::timestamptz, newest_start, accepted, corrected
       from unnest($3::uuid[], $4::timestamptz[], $5::bigint[], $6::bigint[]) as stored (point_id, newest_start, accepted, corrected)
       on conflict (tenant_id, point_id) do update set
         last_received_at = greatest(point_activity.last_received_at, excluded.last_received_at),
         newest_start = greatest(point_activity.newest_start, excluded.newest_start),
         accepted = point_activity.accepted + excluded.accepted,
         corrected = point_activity.corrected + excluded.corrected`,
      [
        sourceId === null ? NOTHING_RECEIVED : receivedAt,
        ordered.map(({ pointId }) => pointId),
        ordered.map(({ newestStart }) => newestStart),
        ordered.map(({ accepted }, at) => accepted - (withdrawn[at] as number)),
        ordered.map(({ corrected }) => corrected),
      ],
    );
    await this.lookForNewest(ordered.map(({ pointId }) => pointId));
    if (sourceId) await this.addToSource(sourceId, receivedAt, ordered);
    const scope = currentScope();
    scope.afterCommit(() => this.live.raise(scope.tenant.tenantId, ACTIVITY_TOPIC, ordered[0].pointId));
  }

  private async addToSource(sourceId: string, receivedAt: string, points: readonly StoredPoint[]): Promise<void> {
    await this.database.execute(
      `insert into fems.source_activity (tenant_id, source_id, point_id, first_received_at, last_received_at, newest_start, accepted, corrected)
       select $1, $2::uuid, point_id, $3::timestamptz, $3::timestamptz, newest_start, accepted, corrected
       from unnest($4::uuid[], $5::timestamptz[], $6::bigint[], $7::bigint[]) as stored (point_id, newest_start, accepted, corrected)
       on conflict (tenant_id, source_id, point_id) do update set
         first_received_at = least(source_activity.first_received_at, excluded.first_received_at),
         last_received_at = greatest(source_activity.last_received_at, excluded.last_received_at),
         newest_start = greatest(source_activity.newest_start, excluded.newest_start),
         accepted = source_activity.accepted + excluded.accepted,
         corrected = source_activity.corrected + excluded.corrected`,
      [
        sourceId,
        receivedAt,
        points.map(({ pointId }) => pointId),
        points.map(({ newestStart }) => newestStart),
        points.map(({ accepted }) => accepted),
        points.map(({ corrected }) => corrected),
      ],
    );
  }

  /** A batch that does more than go on where its points had ended may change what needs a person: open screens then ask again. */
  private async tellOfAttention(points: readonly StoredPoint[]): Promise<void> {
    const known = await this.known(points.map(({ pointId }) => pointId));
    const nowMs = Date.now();
    const changing = points.filter(
      ({ pointId, newestStart, accepted, withdrawn = 0 }) =>
        !onlyGoesOn(known.get(pointId) ?? null, { newestStartMs: Date.parse(newestStart), accepted, withdrawn }, nowMs),
    );
    const scope = currentScope();
    const { tenantId } = scope.tenant;
    if (changing.length > 0) scope.afterCommit(() => this.live.raise(tenantId, ATTENTION_TOPIC, changing[0].pointId));
  }

  private async known(pointIds: readonly string[]): Promise<Map<string, WatchedActivity>> {
    const rows = await this.database.query<{ point_id: string; interval_seconds: number; is_automatic: boolean; newest_start: Date }>(
      `select p.point_id, p.interval_seconds, p.acquisition_mode = 'automatic' as is_automatic, a.newest_start
       from fems.point_activity a join fems.meter_point p on p.tenant_id = $1 and p.point_id = a.point_id
       where a.tenant_id = $1 and a.point_id = any($2::uuid[]) and a.accepted > 0`,
      [pointIds],
      'fems_point_activity_known',
    );
    return new Map(
      rows.map((row) => [
        row.point_id,
        { intervalSeconds: row.interval_seconds, isAutomatic: row.is_automatic, newestStartMs: row.newest_start.getTime() },
      ]),
    );
  }

  /** Where nothing is left the time stays, with a count of none. */
  private async lookForNewest(pointIds: readonly string[]): Promise<void> {
    const points = await this.database.query<{ point_id: string; point_number: number }>(
      `select p.point_id, p.point_number from fems.point_activity a
       join fems.meter_point p on p.tenant_id = $1 and p.point_id = a.point_id
       where a.tenant_id = $1 and a.point_id = any($2::uuid[]) and (
         select c.value is null from fems.reading_correction c
         where c.tenant_id = $1 and c.point_number = p.point_number and c.interval_start = a.newest_start
         order by c.correction_number desc limit 1)`,
      [pointIds],
    );
    for (const { point_id, point_number } of points) {
      const span = await this.standing.span(point_number);
      if (span)
        await this.database.execute('update fems.point_activity set newest_start = $3 where tenant_id = $1 and point_id = $2', [
          point_id,
          new Date(span.to),
        ]);
    }
  }
}
