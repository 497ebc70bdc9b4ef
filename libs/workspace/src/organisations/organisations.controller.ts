import { IdentityChange, Permission } from '@maru/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { OrganisationBody, OrganisationItem, OrganisationPage, OrganisationsQuery } from './organisations.dto';
import { OrganisationsService } from './organisations.service';
import { ProviderConsole } from './provider-console.service';

@Controller('workspace/organisations')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly provider: ProviderConsole,
  ) {}

  /** Every organisation, by name: what it is subscribed to and how the service works for it, and nothing of what it does. */
  @Get()
  @Permission('workspace.organisation.read')
  page(@Query() query: OrganisationsQuery): Promise<OrganisationPage> {
    return this.provider.page(query);
  }

  @Post()
  @Permission('workspace.organisation.write')
  @IdentityChange()
  async create(@Body() body: OrganisationBody): Promise<OrganisationItem> {
    const { tenantId: _number, ownerId: _person, ...item } = await this.organisations.create(body);
    return item;
  }
}
