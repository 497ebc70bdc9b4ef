import { newId } from '@maru/kernel';
import { Catalogue, IdentityDatabase, type OrganisationKind, type Principal, Tenancy, type TenantIdentity } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { Demonstration } from '../contract';
import { OrganisationsService } from '../organisations/organisations.service';
import { MembersService } from '../people/members.service';
import { ReportingGrantsService } from '../reporting/reporting-grants.service';
import { hashPassword, verifyPassword } from '../sign-in/password';
import { SitesService } from '../sites/sites.service';
import { SubscriptionsService } from '../subscriptions/subscriptions.service';
import { type DemoOrganisation, demoMembers, demoOrganisations } from './demo-data';

interface OwnerRow {
  tenant_id: number;
  organisation_id: string;
  kind: OrganisationKind;
  simulated: boolean;
  person_id: string;
  roles: string[];
}

/**
 * Prepares the demonstration: organisations that are 모의 from the first row, their people, sites, subscriptions and
 * grants. Running it again completes what is missing and changes nothing else.
 */
@Injectable()
export class DemoWorkspace extends Demonstration {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly tenancy: Tenancy,
    private readonly catalogue: Catalogue,
    private readonly organisations: OrganisationsService,
    private readonly members: MembersService,
    private readonly sites: SitesService,
    private readonly subscriptions: SubscriptionsService,
    private readonly grants: ReportingGrantsService,
  ) {
    super();
  }

  async prepare(password: string): Promise<void> {
    for (const organisation of demoOrganisations) await this.register(organisation, password);
    for (const member of demoMembers) await this.join(member.companyCode, { ...member.body, password });
    for (const organisation of demoOrganisations) await this.furnish(organisation);
    await this.setPasswords(password);
  }

  private async register(organisation: DemoOrganisation, password: string): Promise<void> {
    const [there] = await this.identity.query('select 1 from platform.tenant where company_code = $1', [organisation.companyCode]);
    if (there) return;
    const { name, kind, companyCode, owner } = organisation;
    await this.identity.transaction(() => this.organisations.create({ name, kind, companyCode, owner: { ...owner, password } }, true));
  }

  private async join(companyCode: string, body: Parameters<MembersService['addTo']>[1]): Promise<void> {
    const [there] = await this.identity.query('select 1 from workspace.person where email = $1', [body.email]);
    if (there) return;
    const [{ tenant_id }] = await this.identity.query<{ tenant_id: number }>(
      'select tenant_id from platform.tenant where company_code = $1',
      [companyCode],
    );
    await this.members.addTo(tenant_id, body);
  }

  private async furnish(organisation: DemoOrganisation): Promise<void> {
    const [row] = await this.identity.query<OwnerRow>(
      `select tenant_id, organisation_id, kind, simulated, person_id, roles from platform.tenant
       join workspace.membership using (tenant_id) join workspace.person using (person_id) where company_code = $1 and email = $2`,
      [organisation.companyCode, organisation.owner.email],
    );
    const tenant: TenantIdentity = {
      tenantId: row.tenant_id,
      organisationId: row.organisation_id,
      kind: row.kind,
      simulated: row.simulated,
    };
    const permissions = this.catalogue.permissionsOf(row.kind, row.roles);
    const owner: Principal = {
      kind: 'person',
      personId: row.person_id,
      sessionId: newId(),
      tenant,
      roles: row.roles,
      permissions,
      viaCookie: false,
      sites: [],
    };
    await this.tenancy.run(owner, async () => {
      const sites = await this.sites.list();
      for (const site of organisation.sites) if (!sites.some(({ name }) => name === site.name)) await this.sites.create(site);
      const subscribed = await this.subscriptions.list();
      // One that was ended by hand stays ended.
      for (const item of subscribed)
        if (item.intervals.length === 0 && organisation.modules(item.module))
          await this.subscriptions.change({ module: item.module, kind: 'start' });
    });
    if (organisation.grantsReporting)
      await this.tenancy.run(owner, async () => {
        for (const office of (await this.grants.list({ supplierCode: organisation.supplier })).items)
          if (office.intervals.length === 0)
            await this.identity.transaction(() => this.grants.change({ officeId: office.officeId, kind: 'grant' }));
      });
  }

  /** The accounts have the password that was given this time, so that what is printed always works. */
  private async setPasswords(password: string): Promise<void> {
    const emails = [...demoOrganisations.map(({ owner }) => owner.email), ...demoMembers.map(({ body }) => body.email)];
    const rows = await this.identity.query<{ person_id: string; hash: string }>(
      'select person_id, hash from workspace.person join workspace.password_credential using (person_id) where email = any($1)',
      [emails],
    );
    for (const { person_id, hash } of rows)
      if (!(await verifyPassword(password, hash)))
        await this.identity.query('update workspace.password_credential set hash = $2, changed_at = now() where person_id = $1', [
          person_id,
          await hashPassword(password),
        ]);
  }
}
