import { type Unit } from '@maru/kernel';
import { columnMax, dateOrders, IsColumn, IsId, IsZone, saying, TableMappingBody } from '@maru/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { intervalLengths } from '../metering/interval-grid';
import { pointUnits } from '../metering/point-quantity';
import { stamps } from '../metering/reading-source.entity';
import { decimalMarks, mappingKinds, midnights, monthFields, timeFormats } from './mapping';

const valuesMax = 200;
const metersMax = 500;

/** Where the time of a row stands; columns count from 0. */
export class MappedTimeBody {
  /**
   * `dateTime`: one cell with both. `dateAndTime`: a date, and a time or a stretch such as 00:00~00:15. `dateAndHour`: a date, and the number of an
   * hour. `date`: a row is a day, and every value names its time.
   */
  @IsIn(timeFormats)
  format: 'dateTime' | 'dateAndTime' | 'dateAndHour' | 'date';

  /** One column, or two: first the date. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(columnMax, { each: true })
  columns: number[];
}

export class MappedValueBody {
  @IsColumn()
  column: number;

  /** Whose readings the column holds; null where a column of the row says it (`meters`), or where a proposal found none. */
  @IsOptional()
  @IsId()
  @ApiProperty({ type: String, nullable: true })
  pointId: string | null;

  /** In which the column is written; converted exactly to the point's. */
  @IsIn(pointUnits)
  @ApiProperty({ enum: pointUnits })
  unit: Unit;

  /** `HH:MM` up to `24:00` of the column, where the row is a day. */
  @IsOptional()
  @IsString()
  @Matches(
    /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/,
    saying({
      ko: '00:00부터 24:00까지의 시각이어야 합니다. 예: 09:15',
      en: 'It must be a time of day of 00:00 to 24:00, such as 09:15.',
    }),
  )
  @ApiProperty({ type: String, nullable: true })
  time: string | null;
}

export class MappedMeterBody {
  /** As the rows write it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name: string;

  @IsOptional()
  @IsId()
  @ApiProperty({ type: String, nullable: true })
  pointId: string | null;
}

/** A column that says whose reading the row holds. */
export class MappedMetersBody {
  @IsColumn()
  column: number;

  @IsArray()
  @ArrayMaxSize(metersMax)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => MappedMeterBody)
  points: MappedMeterBody[];
}

export class MappedMonthBody {
  @IsColumn()
  column: number;

  @IsIn(monthFields)
  field:
    | 'month'
    | 'energyKwh'
    | 'contractDemandKw'
    | 'billingDemandKw'
    | 'daysUsed'
    | 'laggingPowerFactorPercent'
    | 'leadingPowerFactorPercent'
    | 'chargeWon';
}

/** How a file is to be read. Columns count from 0, rows from 1. */
export class MappingBody extends TableMappingBody {
  /** Readings of intervals, or a utility's monthly statements. */
  @IsIn(mappingKinds)
  kind: 'readings' | 'utilityMonths';

  /** Who reported; null in a proposal that found none. */
  @IsOptional()
  @IsId()
  @ApiProperty({ type: String, nullable: true })
  sourceId: string | null;

  @IsIn(decimalMarks)
  decimalMark: '.' | ',';

  /** Of dates that do not begin with a year of four digits. */
  @IsIn(dateOrders)
  dateOrder: 'ymd' | 'dmy' | 'mdy';

  /** Which end of its interval a time is. A stretch such as 00:00~00:15 says it itself. */
  @IsIn(stamps)
  stamp: 'intervalStart' | 'intervalEnd';

  /** Length of the interval of one value: that of the points. */
  @IsIn(intervalLengths)
  intervalSeconds: 60 | 180 | 300 | 900 | 1800 | 3600;

  /** IANA time zone of times that say no offset themselves. */
  @IsZone()
  zone: string;

  /** `asWritten`: 00:00 begins its date. `endsDate`: 00:00 ends its date, as 24:00 does. */
  @IsIn(midnights)
  midnight: 'asWritten' | 'endsDate';

  @IsObject()
  @ValidateNested()
  @Type(() => MappedTimeBody)
  time: MappedTimeBody;

  /** Columns of readings; empty for monthly statements. */
  @IsArray()
  @ArrayMaxSize(valuesMax)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => MappedValueBody)
  values: MappedValueBody[];

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => MappedMetersBody)
  @ApiProperty({ type: MappedMetersBody, nullable: true })
  meters: MappedMetersBody | null;

  /** Of monthly statements: whose they are. */
  @IsOptional()
  @IsId()
  @ApiProperty({ type: String, nullable: true })
  siteId: string | null;

  /** Columns of monthly statements; empty for readings. */
  @IsArray()
  @ArrayMaxSize(monthFields.length)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => MappedMonthBody)
  months: MappedMonthBody[];
}

export class MappingChange {
  @IsObject()
  @ValidateNested()
  @Type(() => MappingBody)
  mapping: MappingBody;
}
