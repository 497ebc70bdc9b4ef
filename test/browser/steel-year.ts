import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One interval of the sample: the wall clock at its start, and its energy in hundredths of a kWh, which are whole. */
interface SteelInterval {
  start: string;
  hundredths: number;
}

/** The steel plant's year as samples/steel-industry/README.md describes the file, read apart from the service. */
export function steelYear(): SteelInterval[] {
  const file = join(__dirname, '../../samples/steel-industry/steel-industry-2018.csv.gz');
  const [, ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [stamp, usage] = line.split(',');
    const [day, month, year, hour, minute] = stamp.split(/[/ :]/).map(Number);
    const end = Date.UTC(year, month - 1, hour === 0 && minute === 0 ? day + 1 : day, hour, minute);
    return { start: new Date(end - 15 * 60_000).toISOString().slice(0, 16), hundredths: Math.round(Number(usage) * 100) };
  });
}

/** Energy and highest demand of the intervals whose start begins so: a day, a month or an hour. */
export function steelFigures(year: readonly SteelInterval[], begins: string): { readings: number; energyKwh: number; peakKw: number } {
  const own = year.filter(({ start }) => start.startsWith(begins)).map(({ hundredths }) => hundredths);
  return { readings: own.length, energyKwh: own.reduce((a, b) => a + b, 0) / 100, peakKw: (Math.max(...own) * 4) / 100 };
}
