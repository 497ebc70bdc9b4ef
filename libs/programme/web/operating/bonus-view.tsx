import { type Column, DataTable } from '@maru/web/data-table';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEarliestWords } from './earliest-words';
import { VerdictTag } from './month-view';
import { useOperatingWords, type Verdict } from './words';
import './operating.css';

type BonusMonth = Verdict['months'][number];

/** The months before a notice, each with what decides it, and what they come to. What can be done with it stands above the months. */
export function BonusView({ verdict, children }: { verdict: Verdict; children?: ReactNode }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  const earliest = useEarliestWords()(verdict);
  const { definition, months, reason, completedOn, noticeDay, simulated } = verdict;
  const needed = definition.daysAMonth;
  const why = (month: BonusMonth) => {
    const { operating, unknown, beforeService, toCome, verdict: word } = month;
    if (word === 'MET') return t('operating.why.met', { operating, needed });
    if (word === 'NOT MET') return t('operating.why.notMet', { operating, needed, most: operating + unknown + toCome });
    const before = beforeService > 0 ? t('operating.why.beforeService', { days: beforeService }) : '';
    return month.isBeforeService ? before : `${t('operating.why.open', { operating, needed, unknown, toCome })} ${before}`.trim();
  };
  const columns: Column<BonusMonth>[] = [
    { key: 'month', title: t('operating.month.title'), value: ({ month }) => formats.month(`${month}-01`), sortBy: ({ month }) => month },
    { key: 'operating', title: t('operating.days'), value: (month) => (month.isBeforeService ? null : month.operating), isFigure: true },
    { key: 'unknown', title: t('operating.state.unknown'), value: ({ unknown }) => unknown, isFigure: true },
    {
      key: 'verdict',
      title: t('operating.monthVerdict'),
      value: (month) => words.verdict(month.verdict),
      render: (month) => <VerdictTag verdict={month.verdict} />,
    },
    { key: 'why', title: t('operating.reason'), value: why },
  ];
  const decision =
    reason === 'months'
      ? t('operating.byMonths', { months: definition.months, days: needed })
      : t(`operating.because.${reason}`, { since: definition.builtSince ? formats.day(definition.builtSince) : '' });
  const about = [
    t('operating.forNotice', { day: formats.day(noticeDay) }),
    ...(completedOn ? [t('operating.completedOn', { day: formats.day(completedOn) })] : []),
  ];
  const notes = [
    ...(verdict.site ? [t('operating.fileOfSite', { site: verdict.site.name })] : []),
    `${words.verdict(verdict.verdict)}. ${decision}`,
    ...earliest,
    ...about,
    t('operating.countedBy', { definition: words.definition(verdict), asOf: formats.exactInstant(verdict.asOf) }),
    words.uncertain(verdict),
  ];
  return (
    <section className="card" aria-labelledby="bonus">
      <h2 id="bonus">
        {t('operating.bonus', { months: definition.months })} {simulated && <SimulatedTag />}
      </h2>
      <p>
        <VerdictTag verdict={verdict.verdict} /> {decision}
      </p>
      {earliest.length > 0 && (
        <>
          <h3 className="section-heading">{t('operating.earliest.title')}</h3>
          <ul className="operating-notes">
            {earliest.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {children}
      <DataTable
        label={t('operating.bonus', { months: definition.months })}
        columns={columns}
        rows={months}
        rowKey={({ month }) => month}
        isSimulated={() => simulated}
        fileNotes={words.marked(notes, simulated)}
      />
      <p className="quiet">{about.join(' ')}</p>
      <p className="quiet">
        {t('operating.countedBy', { definition: words.definition(verdict), asOf: formats.exactInstant(verdict.asOf) })}
      </p>
    </section>
  );
}
