import { invalidField, Tasks } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { operatingDefinition, versionName } from '../notices/operating-definitions';
import { OperatingMoment } from '../operating/operating-moment';
import { namedSite } from '../sites/named-site';
import { CONFIRMATION_KIND, type ConfirmationInput } from './confirmation-sheet.task';
import type { NewConfirmationSheet, StartedConfirmationSheet } from './confirmation-sheets.dto';

/** Has confirmation sheets made, each of one place of business. */
@Injectable()
export class ConfirmationSheetsService {
  constructor(
    private readonly tasks: Tasks,
    private readonly sites: SiteDirectory,
    private readonly moment: OperatingMoment,
  ) {}

  /** @throws Problem as of `namedSite` · 400 where there is no site that could be confirmed */
  async start({ siteId, noticeDay, definition }: NewConfirmationSheet): Promise<StartedConfirmationSheet> {
    const site = await namedSite(this.sites, siteId, '/siteId');
    if (!site)
      throw invalidField('/siteId', 'no-site', {
        ko: '등록한 사업장이 없습니다. 확인서는 사업장마다 만듭니다. 사업장을 먼저 등록해 주세요.',
        en: 'There is no site. A sheet is of one place of business: register it first.',
      });
    const version = versionName(operatingDefinition(definition));
    const input: ConfirmationInput = { siteId: site.id, noticeDay, definition: version, asOf: (await this.moment.now()).toISOString() };
    return { taskId: await this.tasks.start(CONFIRMATION_KIND, `${noticeDay} ${site.name}`.slice(0, 200), input) };
  }
}
