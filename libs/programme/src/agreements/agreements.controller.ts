import { IdPipe, IfMatch, PageQuery, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { AgreementBody, AgreementChangePage, AgreementItem, AgreementPage, AgreementPatch } from './agreements.dto';
import { AgreementsService } from './agreements.service';

@Controller('programme/agreements')
export class AgreementsController {
  constructor(private readonly agreements: AgreementsService) {}

  /** The organisation's agreements, those entered last first. */
  @Get()
  @Permission('programme.agreement.read')
  page(@Query() query: PageQuery): Promise<AgreementPage> {
    return this.agreements.page(query);
  }

  /** Enters an agreement. Who signed follows from the notice. */
  @Post()
  @Permission('programme.agreement.write')
  create(@Body() body: AgreementBody): Promise<AgreementItem> {
    return this.agreements.create(body);
  }

  @Get(':id')
  @Permission('programme.agreement.read')
  read(@Param('id', IdPipe) id: string): Promise<AgreementItem> {
    return this.agreements.read(id);
  }

  /** Every version of it, the newest first: when and by whom it was entered, and what changed. Nothing is ever taken out of it. */
  @Get(':id/changes')
  @Permission('programme.agreement.read')
  changes(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<AgreementChangePage> {
    return this.agreements.changes(id, query);
  }

  /** Changes the fields that are sent; If-Match carries the version that was read. */
  @Patch(':id')
  @Permission('programme.agreement.write')
  change(@Param('id', IdPipe) id: string, @IfMatch() version: number, @Body() patch: AgreementPatch): Promise<AgreementItem> {
    return this.agreements.change(id, version, patch);
  }
}
