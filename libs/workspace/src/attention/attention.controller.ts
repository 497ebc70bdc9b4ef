import { Permission } from '@maru/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { AcknowledgementBody, AcknowledgementResult, AttentionAnswer } from './attention.dto';
import { AttentionService } from './attention.service';

@Controller('workspace')
export class AttentionController {
  constructor(private readonly attention: AttentionService) {}

  /** What needs the person now, in all modules that the organisation subscribes to. */
  @Get('attention')
  @Permission('workspace.attention.read')
  answer(): Promise<AttentionAnswer> {
    return this.attention.answer();
  }

  /** Takes note of an item for the organisation: it is not told again before there is something new in it. */
  @Post('attention-acknowledgements')
  @Permission('workspace.attention.write')
  acknowledge(@Body() body: AcknowledgementBody): Promise<AcknowledgementResult> {
    return this.attention.acknowledge(body);
  }
}
