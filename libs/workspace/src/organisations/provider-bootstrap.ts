import { IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { FirstAdministrator } from '../contract';
import { OrganisationsService } from './organisations.service';

/** A new installation has nobody who could register anybody: the first administrator comes from the command line, once. */
@Injectable()
export class ProviderBootstrap extends FirstAdministrator {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly organisations: OrganisationsService,
  ) {
    super();
  }

  async register({ email, name, password }: { email: string; name: string; password: string }): Promise<void> {
    if (!isEmail(email)) throw new Error(`not an e-mail address: ${email}`);
    await this.identity.transaction(async (transaction) => {
      await transaction.query("select pg_advisory_xact_lock(hashtext('workspace.provider'))");
      const [provider] = await transaction.query<{ company_code: string }>(
        "select company_code from platform.tenant where kind = 'provider' and not simulated",
      );
      if (provider) throw new Error('there is a provider already: its administrators register others');
      const owner = { name, email, roles: ['administrator' as const], password };
      await this.organisations.create({ name: 'Maru', kind: 'provider', companyCode: 'provider', owner });
    });
  }
}
