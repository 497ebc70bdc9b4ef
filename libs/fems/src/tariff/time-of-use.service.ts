import { atHome } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { timeOfUse } from './time-of-use';
import type { TimeOfUseAnswer, TimeOfUseQuestion } from './time-of-use.dto';

const hourMs = 3_600_000;

@Injectable()
export class TimeOfUseService {
  answer({ day, tariff }: TimeOfUseQuestion): TimeOfUseAnswer {
    const known = timeOfUse(tariff, day);
    if (!known) return { tariff, day, version: null, formerTermsUntil: null, periods: null };
    const { version, formerTermsUntil, hours } = known;
    // No clock of Korea has been put forward or back on any day of which terms are known.
    const midnightMs = Date.parse(`${day}T00:00:00+09:00`);
    const at = (hour: number) => atHome(new Date(midnightMs + hour * hourMs));
    const periods = hours.map(({ fromHour, toHour, period }) => ({ from: at(fromHour), to: at(toHour), period }));
    return { tariff, day, version, formerTermsUntil, periods };
  }
}
