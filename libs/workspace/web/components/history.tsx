import { useTranslation } from 'react-i18next';
import { type Interval, useIntervalText } from './interval-text';

/** Intervals, newest first; they are never rewritten, so this is all that ever was. */
export function History({ intervals }: { intervals: readonly Interval[] }) {
  const { t } = useTranslation('workspace');
  const text = useIntervalText();
  if (intervals.length === 0) return <p className="quiet">{t('interval.none')}</p>;
  return (
    <ul className="quiet">
      {[...intervals].reverse().map((interval) => (
        <li key={interval.from}>{text(interval)}</li>
      ))}
    </ul>
  );
}
