import { useMay } from '@maru/web/me';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOutlookWords } from './outlook-words';
import { type Month, riskTone } from './words';
import './operating.css';

/** What the running month would still take, what has to be known of it in advance, and why days of it did not count. */
export function OutlookCard({ month }: { month: Month }) {
  const { t } = useTranslation('programme');
  const words = useOutlookWords();
  const maySetDays = useMay('programme.calendar.write');
  const { outlook, shortfalls } = month;
  if (!outlook && shortfalls.length === 0) return null;
  return (
    <section className="card" aria-labelledby="month-outlook">
      <h2 id="month-outlook">
        {t(outlook ? 'runningMonth.title' : 'runningMonth.titlePast')}{' '}
        {outlook && <span className={`tag ${riskTone[outlook.risk]}`}>{words.risk(outlook)}</span>}
      </h2>
      {outlook && <p>{words.advice(month, outlook)}</p>}
      <ul className="operating-notes">
        {words.notes(month).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {outlook && (
        <p className="quiet">
          {t('runningMonth.how', { rule: outlook.rule })} {maySetDays && <Link to="/programme/calendar">{t('runningMonth.setDays')}</Link>}
        </p>
      )}
    </section>
  );
}
