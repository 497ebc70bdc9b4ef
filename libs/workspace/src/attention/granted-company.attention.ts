import { atHome } from '@maru/kernel';
import { type AttentionFinder, type AttentionFindings, AttentionSource, aboutThings, attentionItem, partAt } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { GrantedCompanies } from '../reporting/granted-companies.service';
import { DAY_MS, findings } from './attention-finding';

const NEW_DAYS = 7;

/** For the office: companies that have granted it reporting within the last seven days. */
@Injectable()
@AttentionSource({ kinds: ['workspace.companies-granted'], permission: 'workspace.granted-company.read' })
export class GrantedCompanyAttention implements AttentionFinder {
  constructor(private readonly companies: GrantedCompanies) {}

  async find(now: Date): Promise<AttentionFindings> {
    const since = new Date(now.getTime() - NEW_DAYS * DAY_MS).toISOString();
    const companies = (await this.companies.ofOwnOffice()).filter(({ grantedFrom }) => grantedFrom >= since);
    if (companies.length === 0) return findings();
    const newestFirst = companies.sort((a, b) => (a.grantedFrom < b.grantedFrom ? 1 : -1));
    const oldest = newestFirst[newestFirst.length - 1];
    return findings(
      attentionItem({
        kind: 'workspace.companies-granted',
        severity: 'info',
        ...aboutThings(newestFirst.map(({ organisationId: id, name }) => ({ id, name }))),
        since: atHome(new Date(newestFirst[0].grantedFrom)),
        parts: newestFirst.map(({ organisationId, grantedFrom }) => partAt(organisationId, Date.parse(grantedFrom))),
      }),
      new Date(Date.parse(oldest.grantedFrom) + NEW_DAYS * DAY_MS),
    );
  }
}
