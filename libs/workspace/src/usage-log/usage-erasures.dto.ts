import { IsId } from '@maru/platform';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class UsageErasureBody {
  /** A former member, as the list of members names them. */
  @IsId()
  memberId: string;

  /** Why: the request of the person, for instance. Kept. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason: string;
}

export class UsageErasureItem {
  id: string;
  memberId: string;
  /** The former member's name. */
  member: string;
  reason: string;
  /** How many events lost person and address. */
  events: number;
  erasedAt: string;
  /** Who erased. */
  erasedBy: string;
}

export class UsageErasurePage {
  items: UsageErasureItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
