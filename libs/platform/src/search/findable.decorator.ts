import { DiscoveryService } from '@nestjs/core';

export interface FindableOptions {
  /** `module.thing`: the web part of the module knows by it where such a thing is shown, and what it is called. */
  readonly kind: string;
  /** Who may find such things: the permission by which they are listed. */
  readonly permission: string;
}

/** Marks a provider as one whose things are found by words in their names. */
export const Findable = DiscoveryService.createDecorator<FindableOptions>();

/** One thing that has the words in its name. */
export interface FoundThing {
  readonly id: string;
  readonly name: string;
  /** What tells it from others of the same name, in its own words: where it is, an address. */
  readonly sub: string | null;
  /** What the web part needs beside id and name to make the address of the page that shows it. */
  readonly place: Readonly<Record<string, string>>;
}

export interface FindableProvider {
  /**
   * The organisation's own things with the words in their names, by name.
   * @param pattern of ILIKE, with the signs of patterns in the words escaped
   * @param atMost so many
   */
  named(pattern: string, atMost: number): Promise<FoundThing[]>;
}
