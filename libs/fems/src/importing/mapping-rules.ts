import { dimensionOf } from '@maru/kernel';
import { invalidField, unknownReference } from '@maru/platform';
import type { Known } from './known';
import type { Mapping } from './mapping';

/** Whether a file can be read by the mapping: what a proposal could not tell has been said. */
export function isComplete(mapping: Mapping): boolean {
  if (mapping.kind === 'utilityMonths')
    return mapping.siteId !== null && mapping.months.length > 1 && mapping.months.some(({ field }) => field === 'month');
  if (mapping.sourceId === null || mapping.values.length === 0) return false;
  return mapping.meters
    ? mapping.meters.points.some(({ pointId }) => pointId !== null)
    : mapping.values.every(({ pointId }) => pointId !== null);
}

/** @throws Problem naming the field that contradicts another, or names what the organisation does not have */
export function refuseUnsound(mapping: Mapping, known: Pick<Known, 'points' | 'sources'>, isSite: boolean): void {
  if (mapping.sourceId !== null && !known.sources.some(({ id }) => id === mapping.sourceId))
    throw unknownReference('/mapping/sourceId', { ko: '이런 검침 출처가 없습니다.', en: 'There is no such reading source.' });
  if (mapping.kind === 'utilityMonths') {
    if (mapping.siteId !== null && !isSite)
      throw unknownReference('/mapping/siteId', { ko: '이런 사업장이 없습니다.', en: 'There is no such site.' });
    return;
  }
  refuseTimes(mapping);
  for (const [at, { pointId }] of (mapping.meters?.points ?? []).entries())
    if (pointId !== null) refusePoint(mapping, known, pointId, mapping.values[0]?.unit, `/mapping/meters/points/${at}/pointId`);
  if (mapping.meters && mapping.values.length > 1)
    throw invalidField('/mapping/values', 'one-value', {
      ko: '계측 항목 열이 있으면 값 열은 하나여야 합니다.',
      en: 'Where a column names the point there is one column of values.',
    });
  for (const [at, { pointId, unit }] of mapping.values.entries())
    if (pointId !== null && !mapping.meters) refusePoint(mapping, known, pointId, unit, `/mapping/values/${at}/pointId`);
}

function refuseTimes({ time, values }: Mapping): void {
  const columns = time.format === 'dateTime' || time.format === 'date' ? 1 : 2;
  if (time.columns.length !== columns)
    throw invalidField('/mapping/time/columns', 'columns-of-format', {
      ko: `이 형식에는 열이 ${columns}개 필요합니다.`,
      en: `This format takes ${columns} column${columns === 1 ? '' : 's'}.`,
    });
  for (const [at, value] of values.entries())
    if ((value.time !== null) !== (time.format === 'date'))
      throw invalidField(`/mapping/values/${at}/time`, 'time-of-format', {
        ko: '한 행이 하루인 형식에서만, 그리고 그때는 모든 값에 시각을 정합니다.',
        en: 'Every value has a time where a row is a day, and none where it is not.',
      });
}

function refusePoint(
  mapping: Mapping,
  { points }: Pick<Known, 'points'>,
  pointId: string,
  unit: Mapping['values'][number]['unit'] | undefined,
  pointer: string,
): void {
  const point = points.find(({ id }) => id === pointId);
  if (!point) throw unknownReference(pointer, { ko: '이런 계측 항목이 없습니다.', en: 'There is no such point.' });
  if (point.intervalMs !== mapping.intervalSeconds * 1000)
    throw invalidField(pointer, 'other-interval', {
      ko: `계측 항목의 계측 주기는 ${point.intervalMs / 60_000}분인데 매핑의 주기는 ${mapping.intervalSeconds / 60}분입니다.`,
      en: `The point measures every ${point.intervalMs / 60_000} minutes, the mapping says ${mapping.intervalSeconds / 60}.`,
    });
  if (unit !== undefined && dimensionOf(unit) !== dimensionOf(point.unit))
    throw invalidField(pointer, 'other-quantity', {
      ko: `${unit} 값을 ${point.unit} 계측 항목에 넣을 수 없습니다.`,
      en: `Values in ${unit} cannot be those of a point in ${point.unit}.`,
    });
}
