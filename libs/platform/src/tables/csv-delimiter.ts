/** In the order in which they win where two stand in as many lines: a comma stands in numbers and in text too. */
const DELIMITERS = ['\t', ';', '|', ','] as const;
const LINES_MAX = 100;

/**
 * What parts the cells: the character that stands in most of the first lines, outside quotes. Rows may be too long or too short, and a decimal
 * comma stands in every row of numbers but in no heading. A comma where there is none, since a file of one column has none.
 * @param head the beginning of the text
 */
export function detectDelimiter(head: string): string {
  const lines = DELIMITERS.map(() => 0);
  for (const found of linesOf(head)) for (const [at, delimiter] of DELIMITERS.entries()) if (found.has(delimiter)) lines[at]++;
  const most = Math.max(...lines);
  return most === 0 ? ',' : (DELIMITERS[lines.indexOf(most)] as string);
}

/** The delimiters that stand in each line, quoted text left out; empty lines are none. */
function* linesOf(head: string): Generator<Set<string>> {
  let found = new Set<string>();
  let quoted = false;
  let length = 0;
  let lines = 0;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === '\n' || character === '\r')) {
      if (length > 0) yield found;
      if (length > 0 && ++lines >= LINES_MAX) return;
      found = new Set();
      length = 0;
      continue;
    }
    if (!quoted && (DELIMITERS as readonly string[]).includes(character)) found.add(character);
    length++;
  }
  if (length > 0) yield found;
}
