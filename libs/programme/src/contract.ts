/** What other modules and the programs may see of the programme. */

/** Half a year of a company that does not exist, 모의 in every row. Running it again goes on from its last day. */
export abstract class ProgrammeDemonstration {
  abstract prepare(): Promise<void>;
}
