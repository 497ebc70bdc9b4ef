import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { useOperatingWords, verdictTone } from '../operating/words';
import type { DeskRow } from './words';
import './month-squares.css';

/** What stands for the operating days of a month that lies before the service was used. */
export const NO_DAYS = '–';

/**
 * Months at a glance, oldest first: operating days of each in the colour of its verdict; of one that is not known yet with a question mark,
 * and of one before the service none.
 */
export function MonthSquares({ months }: { months: DeskRow['bonus']['months'] }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  return (
    <ol className="month-squares">
      {months.map(({ month, operating, verdict }) => {
        const name = formats.month(`${month}-01`);
        const said =
          operating === null
            ? t('desk.monthBefore', { month: name })
            : t('desk.monthSaid', { month: name, days: operating, verdict: words.verdict(verdict) });
        return (
          <li key={month} className={`tag ${verdictTone[verdict]}`} title={said}>
            <span aria-hidden="true">{operating === null ? NO_DAYS : verdict === 'INDETERMINATE' ? `${operating}?` : operating}</span>
            <span className="unseen">{said}</span>
          </li>
        );
      })}
    </ol>
  );
}
