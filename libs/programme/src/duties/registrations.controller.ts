import { Permission } from '@maru/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { RegistrationChangeBody, RegistrationChangeItem, RegistrationChangePage, RegistrationChangesQuery } from './registrations.dto';
import { RegistrationsService } from './registrations.service';

@Controller('programme/registration-changes')
export class RegistrationsController {
  constructor(private readonly registrations: RegistrationsService) {}

  /** What was recorded of registrations by hand, the newest first; nothing is ever taken out of it. */
  @Get()
  @Permission('programme.agreement.read')
  page(@Query() query: RegistrationChangesQuery): Promise<RegistrationChangePage> {
    return this.registrations.page(query);
  }

  /** Records that a half-year was registered by hand at the portal, or that this was recorded by mistake. */
  @Post()
  @Permission('programme.registration.write')
  record(@Body() body: RegistrationChangeBody): Promise<RegistrationChangeItem> {
    return this.registrations.record(body);
  }
}
