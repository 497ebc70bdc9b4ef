import { IdentityChange, PageQuery, Permission } from '@maru/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { OrganisationBody, OrganisationItem, OrganisationPage } from './organisations.dto';
import { OrganisationsService } from './organisations.service';

@Controller('workspace/organisations')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  /** Every organisation, by name. */
  @Get()
  @Permission('workspace.organisation.read')
  page(@Query() query: PageQuery): Promise<OrganisationPage> {
    return this.organisations.page(query);
  }

  @Post()
  @Permission('workspace.organisation.write')
  @IdentityChange()
  async create(@Body() body: OrganisationBody): Promise<OrganisationItem> {
    const { tenantId: _number, ownerId: _person, ...item } = await this.organisations.create(body);
    return item;
  }
}
