import { IsId } from '@maru/platform';
import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { intervalLengths } from './interval-grid';
import { acquisitionModes, pointQuantities, pointUnits } from './point-quantity';

export class PointBody {
  @IsId()
  meterId: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  /** What it counts: energy of an interval, never negative. */
  @IsIn(pointQuantities)
  quantity: 'activeEnergyImport' | 'activeEnergyExport' | 'reactiveEnergyLagging' | 'reactiveEnergyLeading';

  /** Unit of its readings; Wh, kWh, MWh for active energy, varh, kvarh, Mvarh for reactive energy. */
  @IsIn(pointUnits)
  unit: 'Wh' | 'kWh' | 'MWh' | 'varh' | 'kvarh' | 'Mvarh';

  /** Length of its intervals in seconds. */
  @IsIn(intervalLengths)
  intervalSeconds: 60 | 180 | 300 | 900 | 1800 | 3600;

  /** How its values are collected. */
  @IsIn(acquisitionModes)
  acquisitionMode: 'automatic' | 'semiAutomatic' | 'manual';
}

/** Only the name can change: the readings in the ledger mean what the rest says. */
export class PointPatch {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;
}

/** What has come from a point so far; follows the ledger by a moment. */
export class PointActivityItem {
  lastReceivedAt: string;
  /** Start of the newest interval. */
  newestStart: string;
  /** What that interval is worth now, corrections counted: exact decimal as text, in the point's unit. */
  newestValue: string | null;
  /** Intervals with a reading. */
  accepted: number;
  /** Corrections of readings. */
  corrected: number;
}

/** What had come from a point before all of it was taken back; the corrections that did so are in /fems/corrections. */
export class WithdrawnActivity {
  lastReceivedAt: string;
  /** Start of the newest interval that had a reading. */
  newestStart: string;
}

export class PointItem {
  id: string;
  meterId: string;
  name: string;
  quantity: 'activeEnergyImport' | 'activeEnergyExport' | 'reactiveEnergyLagging' | 'reactiveEnergyLeading';
  unit: 'Wh' | 'kWh' | 'MWh' | 'varh' | 'kvarh' | 'Mvarh';
  intervalSeconds: number;
  acquisitionMode: 'automatic' | 'semiAutomatic' | 'manual';
  /** For If-Match. */
  version: number;
  /** Null as long as nothing has come, and where all that came was taken back. */
  activity: PointActivityItem | null;
  /** Null as long as nothing has come, and where there are readings. */
  withdrawn: WithdrawnActivity | null;
}

export class PointPage {
  items: PointItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
