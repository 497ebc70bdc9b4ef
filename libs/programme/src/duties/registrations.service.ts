import { programmeDay } from '@maru/evidence';
import { atHome, type CursorPart, isId, newId, Problem } from '@maru/kernel';
import {
  ATTENTION_TOPIC,
  currentPerson,
  currentScope,
  cursorParts,
  LiveSignal,
  PAGE_SIZE,
  pageOf,
  platformProblems,
  unknownReference,
} from '@maru/platform';
import { PersonDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { type Agreement, AgreementsQuery } from '../agreements/agreements.query';
import { AGREEMENT_TOPIC } from '../agreements/agreements.service';
import { noticeOf } from '../notices/notices';
import { programmeProblems } from '../programme.problems';
import { logPeriod } from './duty';
import { DutyFactsQuery } from './duty-facts.query';
import { halfYearsIn } from './half-year';
import { registrationFaults } from './registration';
import type { RegistrationChangeBody, RegistrationChangeItem, RegistrationChangePage, RegistrationChangesQuery } from './registrations.dto';
import { type RegistrationChange, RegistrationsQuery } from './registrations.query';

const isPlace = (parts: CursorPart[]): parts is [string] => parts.length === 1 && isId(parts[0]);

/** 수기 등록: what a person says was registered at the portal by hand, for logs that no system sends. */
@Injectable()
export class RegistrationsService {
  constructor(
    private readonly registrations: RegistrationsQuery,
    private readonly agreements: AgreementsQuery,
    private readonly facts: DutyFactsQuery,
    private readonly people: PersonDirectory,
    private readonly live: LiveSignal,
  ) {}

  /** @throws Problem 404 naming an agreement that is not there */
  async page({ agreementId, cursor, limit = PAGE_SIZE }: RegistrationChangesQuery): Promise<RegistrationChangePage> {
    const of = agreementId === undefined ? null : (await this.agreement(agreementId, '?agreementId')).id;
    const after = cursorParts(cursor, isPlace);
    const rows = await this.registrations.page(of, after?.[0] ?? null, limit + 1);
    const names = await this.people.names(rows.map(({ recordedBy }) => recordedBy));
    return pageOf(
      rows,
      limit,
      (row) => itemOf(row, names),
      ({ id }) => [id],
    );
  }

  /** @throws Problem 400 naming each field that is wrong · 404 naming an agreement that is not there · 409 when there is none to withdraw */
  async record(body: RegistrationChangeBody): Promise<RegistrationChangeItem> {
    const { change, halfYear, note = null, registeredOn = null } = body;
    const agreement = await this.agreement(body.agreementId, '/agreementId');
    const notice = noticeOf(agreement.noticeId, agreement.noticeVersion);
    const period = logPeriod(agreement, notice);
    const halfYears = period ? halfYearsIn(period, notice.registrationMonths) : [];
    const errors = registrationFaults({ change, halfYear, registeredOn }, halfYears, programmeDay(Date.now()));
    if (errors.length > 0) throw new Problem(platformProblems.invalidInput, { errors });
    await this.registrations.lock(agreement.id);
    if (change === 'withdrawn' && !(await this.facts.registered()).get(agreement.id)?.has(halfYear))
      throw new Problem(programmeProblems.notRegistered);
    const { personId, tenant } = currentPerson();
    const said = {
      id: newId(),
      agreementId: agreement.id,
      halfYear,
      change,
      registeredOn,
      note,
      recordedBy: personId,
    };
    const row = { ...said, recordedAt: await this.registrations.insert(said), simulated: tenant.simulated };
    currentScope().afterCommit(() => {
      for (const topic of [AGREEMENT_TOPIC, ATTENTION_TOPIC]) this.live.raise(tenant.tenantId, topic, agreement.id);
    });
    return itemOf(row, await this.people.names([personId]));
  }

  private async agreement(id: string, pointer: string): Promise<Agreement> {
    const found = await this.agreements.find(id.toLowerCase());
    if (!found) throw unknownReference(pointer, { ko: '이런 협약이 없습니다.', en: 'There is no such agreement.' });
    return found;
  }
}

function itemOf({ recordedAt, recordedBy, ...row }: RegistrationChange, names: ReadonlyMap<string, string>): RegistrationChangeItem {
  return { ...row, recordedAt: atHome(recordedAt), recordedBy: names.get(recordedBy) ?? null };
}
