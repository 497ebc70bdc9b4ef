import { Permission } from '@maru/platform';
import { Controller, Get } from '@nestjs/common';
import { currentNotices } from './notices';
import { type NoticeItem, NoticeList } from './notices.dto';

@Controller('programme/notices')
export class NoticesController {
  /** The notices whose rules are known, each in its newest version, the newest notice first. */
  @Get()
  @Permission('programme.agreement.read')
  list(): NoticeList {
    return {
      items: currentNotices.map(
        (notice): NoticeItem => ({ ...notice, registrationMonths: [...notice.registrationMonths], uncertain: [...notice.uncertain] }),
      ),
    };
  }
}
