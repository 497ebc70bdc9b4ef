import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { LogQueueService } from './log-queue.service';
import { LogQueue, LogQueueQuestion, LogSendPage, LogSendsQuery } from './log-sends.dto';
import { LogSendsService } from './log-sends.service';

@Controller('programme')
export class LogSendsController {
  constructor(
    private readonly sends: LogSendsService,
    private readonly queue: LogQueueService,
  ) {}

  /** What was sent to the log centre and what it answered, newest first. */
  @Get('log-sends')
  @Permission('programme.log-send.read')
  page(@Query() query: LogSendsQuery): Promise<LogSendPage> {
    return this.sends.page(query);
  }

  /** What of a site waits today for its turn, and what cannot be sent and why. */
  @Get('log-queue')
  @Permission('programme.log-send.read')
  read(@Query() question: LogQueueQuestion): Promise<LogQueue> {
    return this.queue.read(question);
  }
}
