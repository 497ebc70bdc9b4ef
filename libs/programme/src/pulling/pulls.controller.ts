import { IdPipe, Permission } from '@maru/platform';
import { applyDecorators, Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerWith, NDJSON } from './pull-reply';
import { DaysQuestion, PULL_HEADERS, PullableCompanyList, StreamQuestion, VerdictsQuestion } from './pulls.dto';
import { PullsService } from './pulls.service';

const text = (description: string) => ({ description, schema: { type: 'string' as const } });
const SAID = {
  [PULL_HEADERS.lines]: { description: 'Lines of the answer.', schema: { type: 'integer' as const } },
  [PULL_HEADERS.sha256]: text('SHA-256 of the lines before compression, in lower-case hexadecimal. The company sees the same.'),
};
const SETTLED = { ...SAID, [PULL_HEADERS.asOf]: text('As of when. Asked again with this asOf, the answer is the same, octet for octet.') };
const PAGED = {
  ...SETTLED,
  [PULL_HEADERS.cursor]: text('Where the answer ended: the cursor of the next. Absent where there is no line yet.'),
  [PULL_HEADERS.page]: {
    description: '`full`: there may be more at once. `open`: nothing more is settled by asOf.',
    schema: { type: 'string' as const, enum: ['full', 'open'] },
  },
};

const Lines = (headers: typeof SAID) =>
  applyDecorators(
    ApiProduces(NDJSON),
    ApiOkResponse({ description: 'One JSON object a line; gzip where Accept-Encoding has it.', schema: { type: 'string' }, headers }),
  );

/** For programs of an office, by a key with the scope programme.evidence.pull: evidence of the companies whose reporting grant is in force. */
@Controller('programme/pulls')
export class PullsController {
  constructor(private readonly pulls: PullsService) {}

  /** The companies that may be pulled by who asks, and until when the log is settled. */
  @Get()
  @Permission('programme.evidence.pull')
  list(): Promise<PullableCompanyList> {
    return this.pulls.list();
  }

  /** Operating definitions and notices in every version, as data. */
  @Get('definitions')
  @Permission('programme.evidence.pull')
  @Lines(SAID)
  definitions(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return answerWith(request, reply, this.pulls.definitions());
  }

  /** Usage events in the order in which they happened: the canonical octets of each, as they are kept, with commitments instead of people. */
  @Get(':organisationId/events')
  @Permission('programme.evidence.pull')
  @Lines(PAGED)
  async events(
    @Param('organisationId', IdPipe) organisationId: string,
    @Query() question: StreamQuestion,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return answerWith(request, reply, await this.pulls.events(organisationId, question));
  }

  /** What was sent to the log centre, in order, each with the answer as it came; who did it and from where is left out. */
  @Get(':organisationId/receipts')
  @Permission('programme.evidence.pull')
  @Lines(PAGED)
  async receipts(
    @Param('organisationId', IdPipe) organisationId: string,
    @Query() question: StreamQuestion,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return answerWith(request, reply, await this.pulls.receipts(organisationId, question));
  }

  /** The days of a month up to asOf, of each site by each definition. */
  @Get(':organisationId/days')
  @Permission('programme.evidence.pull')
  @Lines(SETTLED)
  async days(
    @Param('organisationId', IdPipe) organisationId: string,
    @Query() question: DaysQuestion,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return answerWith(request, reply, await this.pulls.days(organisationId, question));
  }

  /** The verdict on the bonus for a notice of a day, of each site by each definition. */
  @Get(':organisationId/verdicts')
  @Permission('programme.evidence.pull')
  @Lines(SETTLED)
  async verdicts(
    @Param('organisationId', IdPipe) organisationId: string,
    @Query() question: VerdictsQuestion,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return answerWith(request, reply, await this.pulls.verdicts(organisationId, question));
  }

  /** The sites that the lines of the other streams name by their ids, as they are called now. */
  @Get(':organisationId/sites')
  @Permission('programme.evidence.pull')
  @Lines(SAID)
  async sites(
    @Param('organisationId', IdPipe) organisationId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return answerWith(request, reply, await this.pulls.sites(organisationId));
  }
}
