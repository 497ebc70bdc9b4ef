import { Authenticator, Subscriptions, TenantRepositories } from '@maru/platform';
import { Global, Module } from '@nestjs/common';
import { AttentionController } from './attention/attention.controller';
import { AttentionService } from './attention/attention.service';
import { AttentionNotes } from './attention/attention-notes.query';
import { NoModuleAttention, NoSiteAttention } from './attention/beginning.attention';
import { FailedTaskAttention } from './attention/failed-task.attention';
import { GrantedCompanyAttention } from './attention/granted-company.attention';
import { OneTimeCodeAttention } from './attention/one-time-code.attention';
import { OwnerlessAttention } from './attention/ownerless.attention';
import { SubscriptionEndAttention } from './attention/subscription-end.attention';
import {
  Demonstration,
  FirstAdministrator,
  PersonDirectory,
  ReportingCompanies,
  ReportingGrants,
  ReportPullLedger,
  SiteDirectory,
  UsageGaps,
} from './contract';
import { DemoWorkspace } from './demo/demo-workspace';
import { DeviceKeyService } from './devices/device-key.service';
import { DeviceKeysController } from './devices/device-keys.controller';
import { JoiningController } from './joining/joining.controller';
import { JoiningService } from './joining/joining.service';
import { OneTimeCodeService } from './joining/one-time-code.service';
import { FilesController } from './long-work/files.controller';
import { FilesService } from './long-work/files.service';
import { LiveController } from './long-work/live.controller';
import { TasksController } from './long-work/tasks.controller';
import { TasksService } from './long-work/tasks.service';
import { OrganisationsController } from './organisations/organisations.controller';
import { OrganisationsService } from './organisations/organisations.service';
import { ProviderBootstrap } from './organisations/provider-bootstrap';
import { ProviderConsole } from './organisations/provider-console.service';
import { MeController } from './people/me.controller';
import { MeService } from './people/me.service';
import { MemberNames } from './people/member-names';
import { MembersController } from './people/members.controller';
import { MembersService } from './people/members.service';
import { PersonNames } from './people/person-names';
import { CompanyUsage } from './reporting/company-usage.query';
import { GrantedCompaniesController } from './reporting/granted-companies.controller';
import { GrantedCompanies } from './reporting/granted-companies.service';
import { ReportPulls } from './reporting/report-pulls.service';
import { ReportingController } from './reporting/reporting.controller';
import { ReportingGrantsService } from './reporting/reporting-grants.service';
import { ShownUsage } from './reporting/shown-usage.service';
import { UsageExportJob } from './reporting/usage-export.job';
import { UsageExportsService } from './reporting/usage-exports.service';
import { SearchController } from './search/search.controller';
import { SearchService } from './search/search.service';
import { CredentialAuthenticator } from './sign-in/credential-authenticator';
import { PasswordCheck } from './sign-in/password-check';
import { SessionService } from './sign-in/session.service';
import { SessionsController } from './sign-in/sessions.controller';
import { SignInLock } from './sign-in/sign-in-lock';
import { Site } from './sites/site.entity';
import { SitesController } from './sites/sites.controller';
import { SitesService } from './sites/sites.service';
import { WorkingSites } from './sites/working-sites';
import { SubscriptionReader } from './subscriptions/subscription-reader';
import { SubscriptionsController } from './subscriptions/subscriptions.controller';
import { SubscriptionsService } from './subscriptions/subscriptions.service';
import { SuggestedModulesService } from './subscriptions/suggested-modules.service';
import { UsageErasuresController } from './usage-log/usage-erasures.controller';
import { UsageErasuresService } from './usage-log/usage-erasures.service';
import { UsageEventsController } from './usage-log/usage-events.controller';
import { UsageEventsService } from './usage-log/usage-events.service';

/** Global because the platform's guard asks it who somebody is and what is subscribed, and modules ask it for sites. */
@Global()
@Module({
  imports: [TenantRepositories.for(Site)],
  controllers: [
    AttentionController,
    DeviceKeysController,
    FilesController,
    GrantedCompaniesController,
    JoiningController,
    LiveController,
    MeController,
    MembersController,
    OrganisationsController,
    ReportingController,
    SearchController,
    SessionsController,
    SitesController,
    SubscriptionsController,
    TasksController,
    UsageErasuresController,
    UsageEventsController,
  ],
  providers: [
    NoSiteAttention,
    NoModuleAttention,
    SubscriptionEndAttention,
    FailedTaskAttention,
    OneTimeCodeAttention,
    GrantedCompanyAttention,
    OwnerlessAttention,
    AttentionNotes,
    AttentionService,
    CompanyUsage,
    DeviceKeyService,
    FilesService,
    GrantedCompanies,
    JoiningService,
    MeService,
    MembersService,
    OneTimeCodeService,
    OrganisationsService,
    PasswordCheck,
    PersonNames,
    ProviderConsole,
    ReportPulls,
    ReportingGrantsService,
    SearchService,
    SessionService,
    SignInLock,
    SitesService,
    WorkingSites,
    SubscriptionsService,
    SuggestedModulesService,
    TasksService,
    UsageErasuresService,
    UsageEventsService,
    ShownUsage,
    UsageExportJob,
    UsageExportsService,
    { provide: Authenticator, useClass: CredentialAuthenticator },
    { provide: FirstAdministrator, useClass: ProviderBootstrap },
    { provide: Demonstration, useClass: DemoWorkspace },
    { provide: PersonDirectory, useClass: MemberNames },
    { provide: ReportPullLedger, useExisting: ReportPulls },
    { provide: ReportingCompanies, useExisting: GrantedCompanies },
    { provide: ReportingGrants, useExisting: ReportingGrantsService },
    { provide: SiteDirectory, useExisting: SitesService },
    { provide: Subscriptions, useClass: SubscriptionReader },
    { provide: UsageGaps, useExisting: CompanyUsage },
  ],
  exports: [Authenticator, PersonDirectory, ReportPullLedger, ReportingCompanies, ReportingGrants, SiteDirectory, Subscriptions, UsageGaps],
})
export class WorkspaceModule {}
