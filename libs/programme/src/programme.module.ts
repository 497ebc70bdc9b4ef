import { Module } from '@nestjs/common';
import { DeskController } from './desk/desk.controller';
import { DeskService } from './desk/desk.service';
import { ConnectionTestTask } from './keys/connection-test.task';
import { PortalKeysController } from './keys/portal-keys.controller';
import { PortalKeysService } from './keys/portal-keys.service';
import { UserCodeConsentsController } from './keys/user-code-consents.controller';
import { UserCodeConsentsService } from './keys/user-code-consents.service';
import { UserCodes } from './keys/user-codes';
import { DayEventsService } from './operating/day-events.service';
import { DayFiguresQuery } from './operating/day-figures.query';
import { OperatingController } from './operating/operating.controller';
import { OperatingService } from './operating/operating.service';
import { HttpLogCentre, LogCentre } from './sending/log-centre.job';
import { LogDelivery } from './sending/log-delivery';
import { LogQueueService } from './sending/log-queue.service';
import { LogReceipts } from './sending/log-receipts';
import { LogSender } from './sending/log-sender.job';
import { LogSending } from './sending/log-sending';
import { LogSendsController } from './sending/log-sends.controller';
import { LogSendsService } from './sending/log-sends.service';
import { PaceQuery } from './sending/pace.query';
import { DatabaseClock, SenderClock } from './sending/sender-clock';
import { WaitingEvents } from './sending/waiting-events.query';

@Module({
  controllers: [DeskController, LogSendsController, OperatingController, PortalKeysController, UserCodeConsentsController],
  providers: [
    ConnectionTestTask,
    PortalKeysService,
    UserCodeConsentsService,
    UserCodes,
    LogDelivery,
    LogQueueService,
    LogReceipts,
    LogSender,
    LogSending,
    LogSendsService,
    PaceQuery,
    WaitingEvents,
    DayEventsService,
    DayFiguresQuery,
    DeskService,
    OperatingService,
    { provide: LogCentre, useClass: HttpLogCentre },
    { provide: SenderClock, useClass: DatabaseClock },
  ],
})
export class ProgrammeModule {}
