import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { PeaksAnswer, PeaksQuestion } from './peaks.dto';
import { PeaksService } from './peaks.service';

@Controller('fems/peaks')
export class PeaksController {
  constructor(private readonly peaks: PeaksService) {}

  /** The highest demands of a period, as peaks with what surrounded them and as plain demand windows, and the highest of each month. */
  @Get()
  @Permission('fems.energy.read')
  answer(@Query() question: PeaksQuestion): Promise<PeaksAnswer> {
    return this.peaks.answer(question);
  }
}
