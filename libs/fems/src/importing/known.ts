import type { PointQuantity } from '../metering/point-quantity';
import type { Stamp } from '../metering/reading-source.entity';
import type { ImportPoint } from './reading-rows';

/** A point that readings may be of, with what a person calls it. */
export interface KnownPoint extends ImportPoint {
  readonly name: string;
  readonly meterName: string;
  readonly quantity: PointQuantity;
  /** Of the meter of all that its site takes in. */
  readonly main: boolean;
  readonly zone: string;
}

export interface KnownSource {
  readonly id: string;
  readonly stamp: Stamp;
}

export interface Known {
  readonly points: readonly KnownPoint[];
  readonly sources: readonly KnownSource[];
  /** Of the organisation's main site. */
  readonly site: { readonly id: string; readonly zone: string } | null;
}
