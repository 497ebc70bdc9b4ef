import { Permission } from '@maru/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { UserCodeConsentBody, UserCodeConsentItem, UserCodeConsentList } from './user-code-consents.dto';
import { UserCodeConsentsService } from './user-code-consents.service';

@Controller('programme/user-code-consents')
export class UserCodeConsentsController {
  constructor(private readonly consents: UserCodeConsentsService) {}

  /** The members, each with whether logs to the portal may carry their employee number. */
  @Get()
  @Permission('programme.consent.read')
  list(): Promise<UserCodeConsentList> {
    return this.consents.list();
  }

  /** Notes that a member has given or withdrawn the consent, from now on. */
  @Post()
  @Permission('programme.consent.write')
  change(@Body() body: UserCodeConsentBody): Promise<UserCodeConsentItem> {
    return this.consents.change(body);
  }
}
