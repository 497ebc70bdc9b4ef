import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { EnergyAnswer, EnergyQuestion } from './energy.dto';
import { EnergyService } from './energy.service';

@Controller('fems/energy')
export class EnergyController {
  constructor(private readonly energy: EnergyService) {}

  /** Energy and highest demand of a period, bucket by bucket in the calendar of the site. */
  @Get()
  @Permission('fems.energy.read')
  answer(@Query() question: EnergyQuestion): Promise<EnergyAnswer> {
    return this.energy.answer(question);
  }
}
