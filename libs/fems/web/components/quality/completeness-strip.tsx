import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Point } from '../../metering/words';
import { useQualityAddress } from '../../quality/address';
import { type Bucket, type Completeness, loadAddressOf } from '../../quality/review';
import { cellState, percentOf } from '../../quality/share';
import { ArrivalTag } from './arrival-tag';

/** One day or month: its share as a number, a colour and a pattern. A month leads to its days, a day to its load. */
function Cell({ bucket, point, by }: { bucket: Bucket; point: Point | undefined; by: 'month' | 'year' }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const { to } = useQualityAddress();
  const { start, readings, expected } = bucket;
  const percent = percentOf(readings, expected);
  const name = by === 'month' ? format.shortDay(start) : format.shortMonth(start);
  const label =
    percent === null
      ? t('quality.cellUnexpected', { name })
      : t('quality.cell', { name, readings: format.count(readings), expected: format.count(expected), percent });
  const content = (
    <>
      <span className="unseen">{label}</span>
      <span aria-hidden="true">{by === 'month' ? Number(start.slice(8, 10)) : format.shortMonth(start)}</span>
      <strong aria-hidden="true">{percent === null ? '–' : Math.floor(percent)}</strong>
    </>
  );
  const address = by === 'year' ? to({ by: 'month', on: start.slice(0, 10) }) : loadAddressOf(point, start);
  const look = `completeness-cell completeness-${cellState(readings, expected)}`;
  return (
    <li>
      {address && percent !== null ? (
        <Link className={look} to={address} title={label}>
          {content}
        </Link>
      ) : (
        <span className={look} title={label}>
          {content}
        </span>
      )}
    </li>
  );
}

/** What the sources themselves say against their values, as far as they do. */
function Doubts({ buckets }: Pick<Completeness, 'buckets'>) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const doubted = (['uncertain', 'estimatedBySource'] as const).flatMap((quality) => {
    const count = buckets.reduce((sum, { qualities }) => sum + qualities[quality], 0);
    return count > 0 ? [t(`quality.doubt.${quality}`, { shown: format.count(count) })] : [];
  });
  return doubted.length > 0 && <p className="quality-doubt">{doubted.join(' ')}</p>;
}

/** One point over the period: its share, when it was last seen, and day by day or month by month what is there. */
export function CompletenessStrip({ item, point, by }: { item: Completeness; point: Point | undefined; by: 'month' | 'year' }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const { readings, expected, last, lastReceivedAt } = item;
  const percent = percentOf(readings, expected);
  return (
    <article className="completeness" aria-label={point?.name}>
      <h3>
        {point?.name} <ArrivalTag arrival={item.arrival} />
      </h3>
      <p className="completeness-share">
        <strong>{percent === null ? '–' : t('quality.percent', { percent })}</strong>{' '}
        <span className="quiet">{t('quality.ofExpected', { readings: format.count(readings), expected: format.count(expected) })}</span>
      </p>
      <p className="quiet">
        {last
          ? t('quality.newest', { end: format.endDateTime(last) })
          : t(`quality.arrivalHint.${item.arrival === 'withdrawn' ? 'withdrawn' : 'never'}`)}
        {lastReceivedAt && ` · ${t('quality.received', { at: format.instant(lastReceivedAt) })}`}
      </p>
      {(item.arrival === 'late' || item.arrival === 'silent') && (
        <p className="quality-doubt">{t(`quality.arrivalHint.${item.arrival}`)}</p>
      )}
      <Doubts buckets={item.buckets} />
      <ol className={`completeness-strip completeness-by-${by}`}>
        {item.buckets.map((bucket) => (
          <Cell key={bucket.start} bucket={bucket} point={point} by={by} />
        ))}
      </ol>
    </article>
  );
}
