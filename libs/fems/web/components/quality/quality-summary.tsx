import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { Completeness, Review } from '../../quality/review';
import { percentOf } from '../../quality/share';

/** So many points that lack something are named; more are counted. */
const namedAtMost = 3;

/** The answer in a sentence: how many points are whole, and how much the others have. */
export function QualitySummary({ items, hasMore, review }: { items: Completeness[]; hasMore: boolean; review: Review }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const expecting = items.filter(({ expected }) => expected > 0);
  const lacking = expecting
    .filter(({ readings, expected }) => readings < expected)
    .sort((a, b) => a.readings / a.expected - b.readings / b.expected);
  const named = lacking.slice(0, namedAtMost).map(({ pointId, readings, expected }) => {
    const name = review.points.find(({ id }) => id === pointId)?.name ?? '';
    return t('quality.share', { name, percent: percentOf(readings, expected) });
  });
  const more = lacking.length - named.length;
  const whole = expecting.length - lacking.length;
  const counts = { points: format.count(expecting.length), whole: format.count(whole) };
  const answer =
    expecting.length === 0
      ? t('quality.nothingExpected')
      : whole === 0
        ? t('quality.allLacking', counts)
        : lacking.length === 0
          ? t('quality.allWhole', counts)
          : t('quality.whole', counts);
  const unheard = items.filter(({ arrival }) => arrival === 'silent' || arrival === 'late').length;
  return (
    <div className="quality-summary" role="status">
      <p className="quality-answer">
        {answer}{' '}
        {named.length > 0 &&
          (more > 0
            ? t('quality.lackingMore', { named: named.join(', '), more: format.count(more) })
            : t('quality.lacking', { named: named.join(', ') }))}
      </p>
      {unheard > 0 && <p>{t('quality.unheard', { shown: format.count(unheard) })}</p>}
      {hasMore && <p>{t('quality.partOf', { shown: format.count(items.length), all: format.count(review.points.length) })}</p>}
      <p className="quiet">{t('quality.nothingEstimated')}</p>
    </div>
  );
}
