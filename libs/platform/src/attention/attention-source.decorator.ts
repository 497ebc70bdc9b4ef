import { DiscoveryService } from '@nestjs/core';

/** How soon a person is needed, the most urgent first: something is going wrong, may go wrong, or is there to be done. */
export const SEVERITIES = ['bad', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** 처리할 일: something that needs a person now, told from facts. What is of one kind is one item, however many things it is about. */
export interface AttentionItem {
  /** `module.what-is-the-matter`; its sentence is among the messages of the module. */
  readonly kind: string;
  readonly severity: Severity;
  /** How many things it is about. */
  readonly count: number;
  /** Of the first ones, as people call them: NAMED_AT_MOST at most. */
  readonly names: readonly string[];
  /** RFC 3339 with the offset of the place it is about; null where no time can be told. */
  readonly since: string | null;
  /** By when it has to be done, likewise. */
  readonly until: string | null;
  /** The first thing that it is about, by which the web finds the page; null where it is about none in particular. */
  readonly about: string | null;
  /** Of what it counts beside the things: readings that are missing, rows that were refused; null where there is nothing to count. */
  readonly amount: number | null;
  /** What makes it the matter that it is: one part at least. Who has taken note of all of them is not told again. */
  readonly parts: readonly AttentionPart[];
}

/** One thing that something is the matter with, and from when to when: not told again while it lies within a stretch that was taken note of. */
export interface AttentionPart {
  readonly thing: string;
  /** Null where it is the matter with the thing at any time. */
  readonly stretchMs: { readonly from: number; readonly to: number } | null;
}

export interface AttentionFindings {
  readonly items: readonly AttentionItem[];
  /** When, if nothing is done meanwhile, time alone changes the items; null when it does not. */
  readonly changesAt: Date | null;
}

export interface AttentionFinder {
  /** Looks in the scope of the person who asks. */
  find(now: Date): Promise<AttentionFindings>;
}

export interface AttentionSourceOptions {
  /** What it may tell of. Kept with what people have taken note of, so a kind is never renamed. */
  readonly kinds: readonly string[];
  /** Who is told. */
  readonly permission: string;
}

/** Marks a provider with a `find(now)` method as one that tells what of its module needs a person now. */
export const AttentionSource = DiscoveryService.createDecorator<AttentionSourceOptions>();
