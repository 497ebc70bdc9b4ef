import { Module } from '@nestjs/common';
import { AgreementVersionsQuery } from './agreements/agreement-versions.query';
import { AgreementsController } from './agreements/agreements.controller';
import { AgreementsQuery } from './agreements/agreements.query';
import { AgreementsService } from './agreements/agreements.service';
import { MonthAtRiskAttention } from './attention/month-at-risk.attention';
import { NothingStoredAttention } from './attention/nothing-stored.attention';
import { RegistrationAttention } from './attention/registration.attention';
import { WorkingCalendarsController } from './calendar/working-calendars.controller';
import { WorkingCalendarsQuery } from './calendar/working-calendars.query';
import { WorkingCalendarsService } from './calendar/working-calendars.service';
import { ConfirmationSheetTask } from './confirmation/confirmation-sheet.task';
import { ConfirmationSheetsController } from './confirmation/confirmation-sheets.controller';
import { ConfirmationSheetsService } from './confirmation/confirmation-sheets.service';
import { ConsortiumController } from './consortium/consortium.controller';
import { ConsortiumService } from './consortium/consortium.service';
import { ProgrammeDemonstration } from './contract';
import { SimulatedMonths } from './demo/simulated-months.job';
import { CompanyPages } from './desk/company-pages.service';
import { DeskController } from './desk/desk.controller';
import { DeskService } from './desk/desk.service';
import { DeskRows } from './desk/desk-rows.service';
import { DutiesController } from './duties/duties.controller';
import { DutiesService } from './duties/duties.service';
import { DutyFactsQuery } from './duties/duty-facts.query';
import { RegistrationsController } from './duties/registrations.controller';
import { RegistrationsQuery } from './duties/registrations.query';
import { RegistrationsService } from './duties/registrations.service';
import { ConnectionTestTask } from './keys/connection-test.task';
import { PortalKeyHolders } from './keys/portal-key-holders';
import { PortalKeysController } from './keys/portal-keys.controller';
import { PortalKeysService } from './keys/portal-keys.service';
import { StoppedKeyAttention } from './keys/stopped-key.attention';
import { UserCodeConsentsController } from './keys/user-code-consents.controller';
import { UserCodeConsentsService } from './keys/user-code-consents.service';
import { UserCodes } from './keys/user-codes';
import { NoticesController } from './notices/notices.controller';
import { DayEventsService } from './operating/day-events.service';
import { DayFiguresQuery } from './operating/day-figures.query';
import { OperatingController } from './operating/operating.controller';
import { OperatingService } from './operating/operating.service';
import { OperatingMoment } from './operating/operating-moment';
import { RunningMonthService } from './operating/running-month.service';
import { PortalComparisonService } from './portal-lists/portal-comparison.service';
import { PortalListLoadTask } from './portal-lists/portal-list-load.task';
import { PortalListPreviewTask } from './portal-lists/portal-list-preview.task';
import { PortalListsController } from './portal-lists/portal-lists.controller';
import { PortalListsQuery } from './portal-lists/portal-lists.query';
import { PortalListsService } from './portal-lists/portal-lists.service';
import { DayAndVerdictLines } from './pulling/day-and-verdict-lines';
import { PulledEventsQuery } from './pulling/pulled-events.query';
import { PulledSendsQuery } from './pulling/pulled-sends.query';
import { PullsController } from './pulling/pulls.controller';
import { PullsService } from './pulling/pulls.service';
import { SettledTime } from './pulling/settled-time';
import { CompanyReportsController } from './reports/company-reports.controller';
import { CompanyHalfYearSheetTask, HalfYearSheets, HalfYearSheetTask } from './reports/half-year-sheet.task';
import { MonthUseQuery } from './reports/month-use.query';
import { ReportEventsQuery } from './reports/report-events.query';
import { ReportFiles } from './reports/report-files';
import { ReportSubjects } from './reports/report-subjects';
import { ReportsController } from './reports/reports.controller';
import { ReportsService } from './reports/reports.service';
import { CompanyThreeYearReportTask, ThreeYearReports, ThreeYearReportTask } from './reports/three-year-report.task';
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
import { SendingHoldQuery } from './sending/sending-hold.query';
import { WaitingEvents } from './sending/waiting-events.query';

@Module({
  controllers: [
    AgreementsController,
    CompanyReportsController,
    ConfirmationSheetsController,
    ConsortiumController,
    DeskController,
    DutiesController,
    LogSendsController,
    NoticesController,
    OperatingController,
    PortalKeysController,
    PortalListsController,
    PullsController,
    RegistrationsController,
    ReportsController,
    UserCodeConsentsController,
    WorkingCalendarsController,
  ],
  providers: [
    AgreementVersionsQuery,
    AgreementsQuery,
    AgreementsService,
    CompanyHalfYearSheetTask,
    CompanyThreeYearReportTask,
    CompanyPages,
    ConfirmationSheetTask,
    ConfirmationSheetsService,
    ConnectionTestTask,
    ConsortiumService,
    DayAndVerdictLines,
    DayEventsService,
    DayFiguresQuery,
    DeskRows,
    DeskService,
    DutiesService,
    DutyFactsQuery,
    HalfYearSheetTask,
    HalfYearSheets,
    StoppedKeyAttention,
    LogDelivery,
    LogQueueService,
    SendingHoldQuery,
    LogReceipts,
    LogSender,
    LogSending,
    LogSendsService,
    MonthAtRiskAttention,
    MonthUseQuery,
    NothingStoredAttention,
    OperatingMoment,
    OperatingService,
    PaceQuery,
    PortalKeyHolders,
    PortalComparisonService,
    PortalKeysService,
    PortalListLoadTask,
    PortalListPreviewTask,
    PortalListsQuery,
    PortalListsService,
    PulledEventsQuery,
    PulledSendsQuery,
    PullsService,
    RegistrationAttention,
    RegistrationsQuery,
    RegistrationsService,
    ReportEventsQuery,
    ReportFiles,
    ReportSubjects,
    ReportsService,
    SettledTime,
    ThreeYearReportTask,
    ThreeYearReports,
    RunningMonthService,
    UserCodeConsentsService,
    UserCodes,
    WaitingEvents,
    WorkingCalendarsQuery,
    WorkingCalendarsService,
    { provide: ProgrammeDemonstration, useClass: SimulatedMonths },
    { provide: LogCentre, useClass: HttpLogCentre },
    { provide: SenderClock, useClass: DatabaseClock },
  ],
  exports: [ProgrammeDemonstration],
})
export class ProgrammeModule {}
