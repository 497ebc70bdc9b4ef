import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { useOperatingWords, verdictTone } from '../operating/words';
import type { DeskRow } from './words';
import './month-squares.css';

/** Months at a glance, oldest first: operating days of each in the colour of its verdict; of one that is not known yet with a question mark. */
export function MonthSquares({ months }: { months: DeskRow['bonus']['months'] }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  return (
    <ol className="month-squares">
      {months.map(({ month, operating, verdict }) => {
        const said = t('desk.monthSaid', { month: formats.month(`${month}-01`), days: operating, verdict: words.verdict(verdict) });
        return (
          <li key={month} className={`tag ${verdictTone[verdict]}`} title={said}>
            <span aria-hidden="true">{verdict === 'INDETERMINATE' ? `${operating}?` : operating}</span>
            <span className="unseen">{said}</span>
          </li>
        );
      })}
    </ol>
  );
}
