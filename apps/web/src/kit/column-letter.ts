/** The letter of a column as a spreadsheet has it: A, B, ... Z, AA for the column 0, 1, ... 25, 26. */
export function letterOf(column: number): string {
  const rest = column % 26;
  return (column < 26 ? '' : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + rest);
}
