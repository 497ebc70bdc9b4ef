import { tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Half-years registered by hand at the portal, and the days on which a site works. */
export class Duties1763800001000 implements MigrationInterface {
  readonly name = 'Duties1763800001000';

  async up(runner: QueryRunner): Promise<void> {
    await this.registrations(runner);
    await this.calendars(runner);
  }

  private async registrations(runner: QueryRunner): Promise<void> {
    // What a person says was done at the portal. The newest change of a half-year counts; what was said before stays.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'manual_registration',
      columns: `
        registration_id uuid not null,
        agreement_id uuid not null,
        half_year text not null check (half_year ~ '^[0-9]{4}-H[12]$'),
        change text not null check (change in ('registered', 'withdrawn')),
        registered_on date,
        note text check (length(note) between 1 and 300),
        recorded_at timestamptz not null default now(),
        recorded_by uuid not null,
        constraint manual_registration_day_ck check ((change = 'registered') = (registered_on is not null))`,
      primaryKey: ['registration_id'],
      constraints: [
        'constraint manual_registration_agreement_fk foreign key (tenant_id, agreement_id) references programme.agreement (tenant_id, agreement_id)',
      ],
      indexes: ['agreement_id, half_year, recorded_at, registration_id'],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  private async calendars(runner: QueryRunner): Promise<void> {
    // A site without a row works from Monday to Friday. The version counts for its single days too.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'site_calendar',
      columns: `
        site_id uuid not null,
        weekdays integer[] not null check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
        version integer not null`,
      primaryKey: ['site_id'],
      grants: { maru_app: ['select', 'insert', 'update (weekdays, version)'] },
    });
    await tenantTable(runner, {
      schema: 'programme',
      name: 'site_calendar_day',
      columns: `
        site_id uuid not null,
        day date not null,
        works boolean not null`,
      primaryKey: ['site_id', 'day'],
      constraints: [
        'constraint site_calendar_day_calendar_fk foreign key (tenant_id, site_id) references programme.site_calendar (tenant_id, site_id)',
      ],
      grants: { maru_app: ['select', 'insert', 'delete'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('what was said of registrations is evidence: it is not dropped');
  }
}
