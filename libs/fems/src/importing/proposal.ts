import { HOME_ZONE } from '@maru/kernel';
import { type Heading, type TableColumn, type TableRow } from '@maru/platform';
import { type ColumnKind, kindOf } from './column-kinds';
import type { Known, KnownSource } from './known';
import type { Mapping } from './mapping';
import { proposeMonths } from './propose-months';
import { proposeTime, type TimeProposal } from './propose-time';
import { proposeValues } from './propose-values';

const defaultIntervalSeconds = 900;

/**
 * A mapping that fits the beginning of a file, from the names of its columns and what stands in them. What cannot be told from the file is
 * left null, for the person to say.
 */
export function propose(
  head: { rows: readonly TableRow[]; heading: Heading; columns: readonly TableColumn[]; sheet: string | null },
  known: Known,
  sourceId: string | null,
): Mapping {
  const data = head.rows.filter(({ number }) => number > head.heading.headerRow);
  const kinds = head.columns.map((column) => kindOf(column, data));
  const source = known.sources.find(({ id }) => id === sourceId) ?? (known.sources.length === 1 ? (known.sources[0] as KnownSource) : null);
  const time = proposeTime(kinds, source?.stamp ?? null);
  const months = time?.timed ? null : proposeMonths(kinds);
  const values = time ? proposeValues(kinds, time, known.points) : { values: [], meters: null };
  const point = known.points.find(({ id }) => values.values.some(({ pointId }) => pointId === id));
  const intervalSeconds = time?.intervalSeconds ?? defaultIntervalSeconds;
  return {
    kind: months ? 'utilityMonths' : 'readings',
    sheet: head.sheet,
    ...head.heading,
    sourceId: source?.id ?? null,
    decimalMark: usualMark(
      kinds,
      values.values.map(({ column }) => column),
    ),
    dateOrder: dateOrderOf(kinds, time),
    stamp: time?.stamp ?? source?.stamp ?? 'intervalStart',
    intervalSeconds,
    zone: point?.zone ?? known.site?.zone ?? HOME_ZONE,
    midnight: time?.midnight ?? 'asWritten',
    time: { format: time?.format ?? 'dateTime', columns: time?.columns ?? [0] },
    values: months ? [] : values.values,
    meters: months ? null : values.meters,
    siteId: months ? (known.site?.id ?? null) : null,
    months: months ?? [],
  };
}

function usualMark(kinds: readonly ColumnKind[], columns: readonly number[]): Mapping['decimalMark'] {
  const marks = kinds.filter(({ index }) => columns.includes(index)).map(({ decimalMark }) => decimalMark);
  return marks.filter((mark) => mark === ',').length * 2 > marks.length ? ',' : '.';
}

function dateOrderOf(kinds: readonly ColumnKind[], time: TimeProposal | null): Mapping['dateOrder'] {
  return kinds.find(({ index }) => index === time?.columns[0])?.dateOrder ?? 'ymd';
}
