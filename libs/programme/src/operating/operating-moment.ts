import { instantOf, invalidField } from '@maru/platform';
import { UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';

/** As of when figures are counted, by the database's clock: what has been written has its time from there. */
@Injectable()
export class OperatingMoment {
  constructor(private readonly log: UsageGaps) {}

  async now(): Promise<Date> {
    const { now } = await this.log.confirmed();
    return new Date(now);
  }

  /**
   * @param asOf what was asked for; now where nothing was
   * @throws Problem 400 for a time to come: the days until then are not over, and nobody knows what will be done on them
   */
  async of(asOf: string | undefined): Promise<Date> {
    const now = await this.now();
    if (asOf === undefined) return now;
    if (instantOf(asOf) <= now) return instantOf(asOf);
    throw invalidField('?asOf', 'in-future', {
      ko: `아직 오지 않은 시각입니다. ${now.toISOString()} 이전의 시각을 보내거나 비워 두세요.`,
      en: `The time is to come. Send one that is not after ${now.toISOString()}, or leave it out.`,
    });
  }
}
