import { Database, type EventHandler, On } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { ReadingsStored } from '../contract';
import { stillThere } from '../ledger/missing-readings';

/**
 * Keeps what each point has sent. Sums and maxima only, so that the order in which batches are told does not matter; points in the
 * order of their ids, so that two batches wait for each other and never in a circle. Readings may be taken back, and it may be told before
 * they are: a newest reading that is not in the ledger any more gives way to the newest that is.
 */
@Injectable()
@On({ event: ReadingsStored.type, consumer: 'fems.point-activity' })
export class OnReadingsStored implements EventHandler {
  constructor(private readonly database: Database) {}

  async handle(payload: unknown): Promise<void> {
    const { receivedAt, points } = payload as ReadingsStored['payload'];
    const ordered = [...points].sort((a, b) => (a.pointId < b.pointId ? -1 : 1));
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
        receivedAt,
        ordered.map(({ pointId }) => pointId),
        ordered.map(({ newestStart }) => newestStart),
        ordered.map(({ accepted }, at) => accepted - (withdrawn[at] as number)),
        ordered.map(({ corrected }) => corrected),
      ],
    );
    await this.lookForNewest(ordered.map(({ pointId }) => pointId));
  }

  /** Where nothing is left the time stays, with a count of none. */
  private async lookForNewest(pointIds: readonly string[]): Promise<void> {
    await this.database.execute(
      `update fems.point_activity a set newest_start = left_over.newest_start
       from fems.meter_point p cross join lateral (
         select r.interval_start as newest_start from fems.reading r
         where r.tenant_id = $1 and r.point_number = p.point_number and ${stillThere}
         order by r.interval_start desc limit 1
       ) left_over
       where a.tenant_id = $1 and a.point_id = any($2::uuid[]) and p.tenant_id = $1 and p.point_id = a.point_id
         and exists (
           select from fems.reading r
           where r.tenant_id = $1 and r.point_number = p.point_number and r.interval_start = a.newest_start and not ${stillThere})`,
      [pointIds],
    );
  }
}
