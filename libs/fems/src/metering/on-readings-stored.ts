import { Database, type EventHandler, On } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { ReadingsStored } from '../contract';

/**
 * Keeps what each point has sent. Sums and maxima only, so that the order in which batches are told does not matter; points in the
 * order of their ids, so that two batches wait for each other and never in a circle.
 */
@Injectable()
@On({ event: ReadingsStored.type, consumer: 'fems.point-activity' })
export class OnReadingsStored implements EventHandler {
  constructor(private readonly database: Database) {}

  async handle(payload: unknown): Promise<void> {
    const { receivedAt, points } = payload as ReadingsStored['payload'];
    const ordered = [...points].sort((a, b) => (a.pointId < b.pointId ? -1 : 1));
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
        ordered.map(({ accepted }) => accepted),
        ordered.map(({ corrected }) => corrected),
      ],
    );
  }
}
