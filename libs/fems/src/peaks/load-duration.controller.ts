import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { LoadDurationAnswer, LoadDurationQuestion } from './load-duration.dto';
import { LoadDurationService } from './load-duration.service';

@Controller('fems/load-duration')
export class LoadDurationController {
  constructor(private readonly durations: LoadDurationService) {}

  /** The demands of a period from the highest to the lowest, against the share of time at or above them. */
  @Get()
  @Permission('fems.energy.read')
  answer(@Query() question: LoadDurationQuestion): Promise<LoadDurationAnswer> {
    return this.durations.answer(question);
  }
}
