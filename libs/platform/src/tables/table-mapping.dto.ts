import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** The last column that a mapping may name, from 0. */
export const columnMax = 499;
/** As many as a sheet of a workbook has. */
const rowMax = 1_048_576;

/** A column of a table, from 0. */
export const IsColumn = () => (target: object, key: string) => {
  IsInt()(target, key);
  Min(0)(target, key);
  Max(columnMax)(target, key);
};

/** Where the rows of a table begin, whatever they are read as. Rows count from 1. */
export class TableMappingBody {
  /** Of a workbook; the first one that has rows when it is null. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @ApiProperty({ type: String, nullable: true })
  sheet: string | null;

  /** Last row of the heading; 0 where there is none. */
  @IsInt()
  @Min(0)
  @Max(rowMax)
  headerRow: number;

  /** Rows of the heading, of which `headerRow` is the last. */
  @IsInt()
  @Min(0)
  @Max(3)
  headerRows: number;
}
