import { instantOf, invalidField } from '@maru/platform';
import { UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { settledUntil } from './settled';

/** Up to when what is read is the same for ever, as things are now. */
@Injectable()
export class SettledTime {
  constructor(private readonly log: UsageGaps) {}

  async latest(): Promise<Date> {
    const { now, until } = await this.log.confirmed();
    return new Date(settledUntil(now, until));
  }

  /**
   * @param asOf what was asked for; the latest where nothing was
   * @param pointer the field in which it was asked
   * @throws Problem 400 for a time up to which something may still be written
   */
  async momentOf(asOf: string | undefined, pointer: string): Promise<Date> {
    const latest = await this.latest();
    if (asOf === undefined) return latest;
    if (instantOf(asOf) <= latest) return instantOf(asOf);
    const until = latest.toISOString();
    throw invalidField(pointer, 'not-settled', {
      ko: `아직 확정되지 않은 시각입니다. ${until}까지 받을 수 있습니다.`,
      en: `It is not settled yet: nothing later than ${until} is answered.`,
    });
  }
}
