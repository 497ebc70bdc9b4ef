import { type Severity, saying } from '@maru/platform';
import { IsString, Matches, MaxLength } from 'class-validator';

export class AttentionNote {
  acknowledgedAt: string;
  /** Null when the person is not there any more. */
  acknowledgedBy: string | null;
}

export class AttentionEntry {
  /** What is the matter, such as fems.points-stopped. */
  kind: string;
  severity: Severity;
  /** How many things it is about. */
  count: number;
  /** Of the first three of them. */
  names: string[];
  /** RFC 3339 with the offset of the place it is about; null where no time can be told. */
  since: string | null;
  /** By when it has to be done. */
  until: string | null;
  /** The first thing that it is about: an id, or a module's; null where it is about none in particular. */
  about: string | null;
  /** Of what it counts beside the things, such as missing readings; null where there is nothing to count. */
  amount: number | null;
  /** Of the things that it is about and their times, for an acknowledgement. */
  fingerprint: string;
  /** Who has last taken note of something in it; null while there is something that nobody has taken note of. */
  note: AttentionNote | null;
}

export class AttentionCounts {
  bad: number;
  warning: number;
  info: number;
}

export class AttentionAnswer {
  /** The most urgent first; those that somebody has taken note of come last. */
  items: AttentionEntry[];
  /** Of the items that nobody has taken note of. */
  counts: AttentionCounts;
  /** After how many seconds time alone makes the answer another one; null when it does not. */
  changesInSeconds: number | null;
}

export class AcknowledgementBody {
  @IsString()
  @MaxLength(100)
  kind: string;

  /** As the item says it: what has become another matter meanwhile is not noted unseen. */
  @IsString()
  @Matches(
    /^[0-9a-f]{64}$/,
    saying({
      ko: '알림 목록에서 받은 fingerprint를 그대로 보내 주세요.',
      en: 'Send the fingerprint of the item as the list gave it.',
    }),
  )
  fingerprint: string;
}

export class AcknowledgementResult {
  kind: string;
  fingerprint: string;
  acknowledgedAt: string;
}
