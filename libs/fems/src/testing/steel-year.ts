import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const FILE = join(__dirname, '../../../../samples/steel-industry/steel-industry-2018.csv.gz');
const SHA256 = 'd878899862a6c2f6e4ade0149ce8acabaf313c2242824a8bd5b4f89ab10e66f1';

/** The steel plant's 2018: end of each interval and its active energy, as samples/steel-industry/README.md describes the file. */
export function steelRows(): [string, number][] {
  const csv = gunzipSync(readFileSync(FILE));
  if (createHash('sha256').update(csv).digest('hex') !== SHA256) throw new Error('the sample is another file');
  const [, ...lines] = csv.toString('utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [stamp, usage] = line.split(',');
    const [day, month, year, hour, minute] = stamp.split(/[/ :]/).map(Number);
    const wall = Date.UTC(year, month - 1, hour === 0 && minute === 0 ? day + 1 : day, hour, minute);
    return [`${new Date(wall).toISOString().slice(0, 19)}+09:00`, Number(usage)];
  });
}
