import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { TimeOfUseAnswer, TimeOfUseQuestion } from './time-of-use.dto';
import { TimeOfUseService } from './time-of-use.service';

@Controller('fems/time-of-use')
export class TimeOfUseController {
  constructor(private readonly timeOfUse: TimeOfUseService) {}

  /** The time-of-use periods (계시별 시간대) of a day by a tariff. */
  @Get()
  @Permission('fems.energy.read')
  answer(@Query() question: TimeOfUseQuestion): TimeOfUseAnswer {
    return this.timeOfUse.answer(question);
  }
}
