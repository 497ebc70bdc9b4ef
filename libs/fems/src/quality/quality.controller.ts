import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { CompletenessService } from './completeness.service';
import { CorrectionsService } from './corrections.service';
import { GapsService } from './gaps.service';
import {
  CompletenessPage,
  CompletenessQuestion,
  CorrectionPage,
  GapPage,
  ReviewQuery,
  SourceActivityPage,
  SourceActivityQuestion,
} from './quality.dto';
import { SourceActivityService } from './source-activity.service';

@Controller('fems')
export class QualityController {
  constructor(
    private readonly completenessService: CompletenessService,
    private readonly gapsService: GapsService,
    private readonly correctionsService: CorrectionsService,
    private readonly activityService: SourceActivityService,
  ) {}

  /** How many of the readings that there should be are there, point by point and by days or months, and when each was last seen. */
  @Get('completeness')
  @Permission('fems.reading.read')
  completeness(@Query() query: CompletenessQuestion): Promise<CompletenessPage> {
    return this.completenessService.page(query);
  }

  /** Stretches without readings, and since when nothing comes any more. Nothing is estimated in their place. */
  @Get('gaps')
  @Permission('fems.reading.read')
  gaps(@Query() query: ReviewQuery): Promise<GapPage> {
    return this.gapsService.page(query);
  }

  /** Whose value was changed from what to what, by whom, when and why. All versions of an interval are in /fems/readings. */
  @Get('corrections')
  @Permission('fems.reading.read')
  corrections(@Query() query: ReviewQuery): Promise<CorrectionPage> {
    return this.correctionsService.page(query);
  }

  /** What each source has sent of a site's points, when it was last seen, and how long after their time its readings come. */
  @Get('source-activity')
  @Permission('fems.reading.read')
  sourceActivity(@Query() query: SourceActivityQuestion): Promise<SourceActivityPage> {
    return this.activityService.page(query);
  }
}
