/** What other modules may see of FEMS. */

/** What one batch put into the ledger of one point. */
export interface StoredPoint {
  readonly pointId: string;
  /** Start of the newest interval of the batch that was stored, RFC 3339 in UTC. */
  readonly newestStart: string;
  /** Intervals that have a reading now and had none. */
  readonly accepted: number;
  /** Readings that now have another value than before. */
  readonly corrected: number;
  /** Intervals whose reading was taken back: they count as missing from now on. */
  readonly withdrawn: number;
}

/** Readings were stored. Published once for each batch that changed anything; batches may be told in any order. */
export class ReadingsStored {
  static readonly type = 'fems.readings-stored.v1';
  readonly type = ReadingsStored.type;

  /** sourceId: whose readings they are; null where they were taken back, which no source has said. Absent in events of before it was told. */
  constructor(
    readonly payload: { readonly receivedAt: string; readonly sourceId?: string | null; readonly points: readonly StoredPoint[] },
  ) {}
}
