import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { CoverageAnswer, CoverageQuestion } from './coverage.dto';
import { CoverageService } from './coverage.service';

@Controller('fems/coverage')
export class CoverageController {
  constructor(private readonly coverage: CoverageService) {}

  /** From when to when a point has readings, and how many of those that there should be. */
  @Get()
  @Permission('fems.energy.read')
  answer(@Query() { pointId }: CoverageQuestion): Promise<CoverageAnswer> {
    return this.coverage.answer(pointId);
  }
}
