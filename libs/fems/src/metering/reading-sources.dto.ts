import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { stamps } from './reading-source.entity';

export class ReadingSourceBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  /** Which end of its interval the source puts its time stamp on. */
  @IsIn(stamps)
  stamp: 'intervalStart' | 'intervalEnd';
}

export class ReadingSourceItem {
  id: string;
  name: string;
  /** Which end of its interval the source puts its time stamp on. */
  stamp: 'intervalStart' | 'intervalEnd';
  /** What it reports is 모의: replayed or simulated. */
  simulated: boolean;
}

export class ReadingSourcePage {
  items: ReadingSourceItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
