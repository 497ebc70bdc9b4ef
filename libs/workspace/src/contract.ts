/** What other modules may see of the workspace. */

import type { ProblemType } from '@maru/kernel';

export interface SiteSummary {
  readonly id: string;
  readonly name: string;
  /** IANA time zone in which the site's days and months are cut. */
  readonly zone: string;
  /** Of the place of business: 123-45-67890. */
  readonly businessRegistrationNumber: string;
  /** As the organisation wrote it. */
  readonly address: string | null;
}

/** The sites of the organisation in whose scope the caller works. */
export abstract class SiteDirectory {
  /** @returns null when the organisation has no such site */
  abstract find(siteId: string): Promise<SiteSummary | null>;
  /** The site that is meant where none is named: the organisation's first. */
  abstract main(): Promise<SiteSummary | null>;
  /** All of them, oldest first. */
  abstract list(): Promise<readonly SiteSummary[]>;
  /** Those that there were at a time, in the same order, called as they are now. */
  abstract listAsOf(at: Date): Promise<readonly SiteSummary[]>;
}

export interface MemberSummary {
  /** Of the membership, by which the API knows a member. */
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly employeeNumber: string | null;
}

/** A company that lets an office see its usage log, or a supplier of whose consortium it is how its duties stand. */
export interface ReportingCompany {
  readonly organisationId: string;
  readonly name: string;
  readonly simulated: boolean;
  readonly grantedFrom: Date;
}

/** The companies whose reporting grant to the office, or supplier, that asks is in force, as far as the key by which it asks is not narrowed to others. */
export abstract class ReportingCompanies {
  abstract inForce(): Promise<readonly ReportingCompany[]>;
  /**
   * Reads in a company's scope, only while its grant is in force: asked anew each time. Nothing can be written there.
   * @throws Problem 404 otherwise, or of the type named: who asks does not learn whether the company exists
   */
  abstract inScopeOf<T>(organisationId: string, work: () => Promise<T>, refusal?: ProblemType): Promise<T>;
}

/** Where the usage log may have missed reads. Gaps are of the service: whose reads a killed process held cannot be known any more. */
export abstract class UsageGaps {
  /** Oldest first; those that touch the period. Times in epoch milliseconds. */
  abstract within(period: {
    readonly from: number;
    readonly to: number;
  }): Promise<readonly { readonly from: number; readonly until: number }[]>;
  /** The database's time, and until when every process that lives has written its reads; null where none does. Epoch milliseconds. */
  abstract confirmed(): Promise<{ readonly now: number; readonly until: number | null }>;
}

/** What a program pulls line by line, what is made as a file, and usage events that are shown on screen. */
export type EvidenceStream =
  | 'events'
  | 'receipts'
  | 'days'
  | 'verdicts'
  | 'sites'
  | 'half-year-sheet'
  | 'three-year-report'
  | 'shown-events'
  | ShownFigures;

/** Figures of a company that are handed out to an officer's screen: its place in the list of companies, a month, a verdict, what it owes. */
export type ShownFigures = 'shown-list' | 'shown-month' | 'shown-verdict' | 'shown-duties';

/** What was pulled of a company's evidence: the lines of one answer, or a file that was made of it. */
export interface EvidencePull {
  readonly stream: EvidenceStream;
  /** Null where it was lines. */
  readonly file: { readonly id: string; readonly format: 'xlsx' | 'pdf' } | null;
  /** Of the answer; of a file, the rows of what it lists. */
  readonly lines: number;
  readonly bytes: number;
  readonly sha256: Buffer;
  /** Of figures alone: what was asked, as canonical JSON. */
  readonly asked?: string;
  /** The times that the first and the last line are of; of a file, of figures and of an answer without lines, those that it is about. */
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Figures as they were handed out to an officer's screen. */
export interface ShownAnswer {
  readonly stream: ShownFigures;
  /** Which of its figures: a site's id, a definition, a month, a moment that was asked for. Now is none. */
  readonly asked: Readonly<Record<string, string | undefined>>;
  readonly answer: object;
  /** Months, days, sites or duties in it. */
  readonly lines: number;
  /** The times that the figures are about. */
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** The company's own record of what an office fetched, for the company to see. */
export abstract class ReportPullLedger {
  /**
   * Of whoever asks: an officer, for whom a task may work, or a key of the office. To be written before the lines leave, outside the
   * company's scope.
   * @throws Problem 404 where the grant has ended meanwhile, or of the type named
   */
  abstract add(organisationId: string, pull: EvidencePull, refusal?: ProblemType): Promise<void>;
  /**
   * Usage events of a company that an officer is shown, as the answer has them; without one there is nothing to record.
   * @throws Problem 404 where the grant has ended meanwhile
   */
  abstract addShown(organisationId: string, answer: { readonly items: readonly { readonly at: string }[] }): Promise<void>;
  /**
   * Figures of a company that go to an officer's screen, as the answer has them, whether or not a person's own input asked for them. The
   * same office, person, stream and question are recorded once a day of Asia/Seoul: a page that refreshes itself leaves one row a day.
   * @throws Problem 404 where the grant has ended meanwhile
   */
  abstract addFigures(organisationId: string, shown: ShownAnswer): Promise<void>;
}

/** What the organisation in whose scope the caller works lets the programme office, and its suppliers, see. */
export abstract class ReportingGrants {
  /** Whether any office may see its usage log now. */
  abstract isInForce(): Promise<boolean>;
  /** The suppliers to which it has ever granted reporting, and whether each grant is in force now. */
  abstract suppliers(): Promise<readonly GrantedSupplier[]>;
}

/** A supplier that a company has let see what is owed to a consortium. */
export interface GrantedSupplier {
  readonly organisationId: string;
  readonly name: string;
  readonly granted: boolean;
}

/** The people of the organisation in whose scope the caller works, those who have left it too. */
export abstract class PersonDirectory {
  /** @returns names by the ids of the people; who was erased from the organisation's usage log, or never was of it, is absent */
  abstract names(personIds: Iterable<string>): Promise<ReadonlyMap<string, string>>;
  /** Who is a member now, by name; who is invited and has not joined is none yet. */
  abstract members(): Promise<readonly MemberSummary[]>;
  /** @returns employee numbers by the ids of the people, of who has left too; who has none is absent */
  abstract employeeNumbers(personIds: Iterable<string>): Promise<ReadonlyMap<string, string>>;
}

/** Prepares the organisations, people and sites of the demonstration, all of them 모의. Running it again completes what is missing. */
export abstract class Demonstration {
  /** @param password of every demo account, 10 characters at least */
  abstract prepare(password: string): Promise<void>;
}

/** Gives a new installation the one person who can register everybody else. */
export abstract class FirstAdministrator {
  /** @throws Error when there is a provider already, or the address is none or in use */
  abstract register(person: { email: string; name: string; password: string }): Promise<void>;
}
