import { IsId } from '@maru/platform';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';

export class ThingBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  @IsOptional()
  @IsId()
  parentId?: string;
}

export class ThingPatch {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;
}

export class ThingItem {
  id: string;
  name: string;
  parentId: string | null;
  version: number;
}

export const STEPS = ['write', 'read', 'sleep', 'throw', 'break', 'foreign', 'swallow'] as const;
export type Step = (typeof STEPS)[number];

export class RunBody {
  @IsArray()
  @ArrayMaxSize(20)
  @IsIn(STEPS, { each: true })
  steps: Step[];

  /** Written into every row, so that a row tells who wrote it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  mark: string;

  /** Number of another tenant, for the step that tries to write into it. */
  @IsOptional()
  @IsInt()
  @Min(1)
  foreign?: number;
}

export class RunResult {
  /** Numbers of the tenants whose rows were seen by statements that name no tenant. */
  tenants: number[];
  marks: string[];
}

export class CountBody {
  /** Up to what is counted, one step for each. */
  @IsInt()
  @Min(0)
  to: number;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  mark: string;
}

export class CountOutcome {
  counted: number;
}

export class CountStarted {
  taskId: string;
}
