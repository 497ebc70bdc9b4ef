import { XlsxWriter } from '@maru/platform';

/** A row of numbers that follows from its seed. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = (seed ^ 0x9e3779b9) >>> 0;
  }

  /** From 0 up to `end`, not including it. */
  below(end: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * end);
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }

  /** True once in so many. */
  in(times: number): boolean {
    return this.below(times) === 0;
  }
}

export interface BrokenFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly valueColumns: number;
  /** Rows below the heading that are not empty; null where the bytes were broken, so that nobody knows. */
  readonly rows: number | null;
  readonly midnight: 'asWritten' | 'endsDate';
  readonly decimalMark: '.' | ',';
}

const two = (value: number) => String(value).padStart(2, '0');
const FIRST = Date.UTC(2026, 0, 1);

const times: readonly ((at: Date) => string)[] = [
  (at) => at.toISOString().slice(0, 16).replace('T', ' '),
  (at) =>
    `${at.getUTCFullYear()}. ${at.getUTCMonth() + 1}. ${at.getUTCDate()}. ${at.getUTCHours() < 12 ? '오전' : '오후'} ${at.getUTCHours() % 12 || 12}:${two(at.getUTCMinutes())}`,
  (at) => `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}${two(at.getUTCHours())}${two(at.getUTCMinutes())}`,
  (at) => `${at.getUTCFullYear()}/${at.getUTCMonth() + 1}/${at.getUTCDate()} ${at.getUTCHours()}:${two(at.getUTCMinutes())}`,
];
const nonsense = [
  '',
  ' ',
  '-1',
  'x',
  'N/A',
  '#REF!',
  '1,2,3',
  '1e5',
  '1e999',
  '٣',
  '=1+1',
  '"',
  "'",
  '12 kWh',
  '0x1f',
  'NaN',
  '∞',
  '2026-13-45 99:99',
  '24:00',
  '2026-01-01 24:00',
  '3.1.4',
  '합계',
  '1\u00a0000',
  '9'.repeat(45),
];

/** A file of readings with faults in its cells, its rows or its bytes. The same seed makes the same file. */
export async function brokenFile(seed: number): Promise<BrokenFile> {
  const chance = new Chance(seed);
  const valueColumns = 1 + chance.below(3);
  const decimalMark = chance.in(4) ? ',' : '.';
  const rows = tableOf(chance, valueColumns, decimalMark);
  const heading = ['일시', ...Array.from({ length: valueColumns }, (_, at) => `사용량${at + 1} kWh`), '비고'];
  const xlsx = chance.in(4);
  const whole = xlsx ? await workbook(heading, rows) : text(chance, heading, rows, decimalMark);
  const broken = chance.in(3) ? breakBytes(chance, whole) : null;
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== '')).length;
  return {
    name: `seed ${seed}.${xlsx ? 'xlsx' : 'csv'}`,
    bytes: broken ?? whole,
    valueColumns,
    rows: broken ? null : filled,
    midnight: chance.in(2) ? 'asWritten' : 'endsDate',
    decimalMark,
  };
}

function tableOf(chance: Chance, valueColumns: number, mark: string): string[][] {
  const time = chance.one(times);
  const rows: string[][] = [];
  const count = 3 + chance.below(60);
  for (let n = 0; n < count; n++) {
    const value = () => (chance.below(100_000) / 100).toFixed(2).replace('.', mark);
    const cells = [
      time(new Date(FIRST + n * 900_000)),
      ...Array.from({ length: valueColumns }, value),
      chance.in(8) ? chance.one(['비고', 'a,b', 'say "so"', 'two\nlines', '']) : '',
    ];
    if (chance.in(6)) cells[chance.below(cells.length)] = chance.one(nonsense);
    if (chance.in(12)) cells.splice(1 + chance.below(cells.length));
    if (chance.in(12)) cells.push(chance.one(nonsense));
    rows.push(cells);
    if (chance.in(10)) rows.push([...cells]);
    if (chance.in(15)) rows.push([cells[0] as string, ...Array.from({ length: valueColumns }, value), '']);
    if (chance.in(15)) rows.push(chance.one([[''], [' ', ''], []]));
  }
  if (chance.in(4)) rows.sort(() => chance.below(3) - 1);
  if (chance.in(4)) rows.push(['합계', '123', '', '']);
  return rows;
}

function text(chance: Chance, heading: readonly string[], rows: readonly string[][], mark: string): Buffer {
  const delimiter = mark === ',' ? ';' : chance.one([',', '\t', ';']);
  const end = chance.one(['\r\n', '\n']);
  // Quoted by the rules of commas; another delimiter takes their place between cells alone.
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter) +
    end;
  const whole = [heading, ...rows].map(line).join('');
  if (chance.in(6)) return Buffer.from(`\ufeff${whole}`, 'utf16le');
  return Buffer.from(chance.in(2) ? `\ufeff${whole}` : whole);
}

async function workbook(heading: readonly string[], rows: readonly string[][]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const writer = new XlsxWriter(async (bytes) => {
    chunks.push(Buffer.from(bytes));
  }, new Date(FIRST));
  writer.begin(
    '표',
    heading.map((name) => ({ heading: name, width: 12 })),
  );
  for (const cells of rows) await writer.row(cells.map((cell) => (cell === '' ? null : /^\d+\.\d+$/.test(cell) ? Number(cell) : cell)));
  await writer.end();
  return Buffer.concat(chunks);
}

/** Half a file, bytes that turned over, bytes of something else in the middle. */
function breakBytes(chance: Chance, whole: Buffer): Buffer {
  const at = chance.below(whole.length);
  switch (chance.below(5)) {
    case 0:
      return whole.subarray(0, Math.max(1, at));
    case 1: {
      const turned = Buffer.from(whole);
      for (let n = 0; n < 1 + chance.below(8); n++) turned[chance.below(turned.length)] ^= 1 << chance.below(8);
      return turned;
    }
    case 2:
      return Buffer.concat([
        whole.subarray(0, at),
        Buffer.from(Array.from({ length: chance.below(40) }, () => chance.below(256))),
        whole.subarray(at),
      ]);
    case 3:
      return Buffer.concat([whole.subarray(0, at), Buffer.from('"'), whole.subarray(at)]);
    default:
      return Buffer.concat([whole, whole.subarray(at)]);
  }
}
