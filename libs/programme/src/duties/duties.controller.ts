import { programmeDay } from '@maru/evidence';
import { Permission } from '@maru/platform';
import { Controller, Get } from '@nestjs/common';
import { DutyBoard } from './duties.dto';
import { DutiesService } from './duties.service';

@Controller('programme/duties')
export class DutiesController {
  constructor(private readonly duties: DutiesService) {}

  /** What the organisation owes by its agreements today, the most urgent first. */
  @Get()
  @Permission('programme.agreement.read')
  board(): Promise<DutyBoard> {
    return this.duties.ofCompany(programmeDay(Date.now()));
  }
}
