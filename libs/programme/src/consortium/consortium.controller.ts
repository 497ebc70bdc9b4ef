import { PageQuery, Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ConsortiumPage } from './consortium.dto';
import { ConsortiumService } from './consortium.service';

/** For a supplier: what its consortium owes for the companies that let it see so. */
@Controller('programme/consortium-companies')
export class ConsortiumController {
  constructor(private readonly consortium: ConsortiumService) {}

  /** Of each company, site by site, the agreements that a consortium signed, with their duties, the last stored log and the running month; no events, no persons. */
  @Get()
  @Permission('programme.consortium.read')
  list(@Query() query: PageQuery): Promise<ConsortiumPage> {
    return this.consortium.page(query);
  }
}
