import type { Schemas } from '@maru/web/client';
import { currentLanguage } from '@maru/web/language';
import { Picker } from '@maru/web/picker';
import type { Read } from '@maru/web/read';
import { Refusal } from '@maru/web/refusal';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty, Failed, Loading } from '@maru/web/states';
import { TaskTrayKey } from '@maru/web/task-tray-key';
import { useFormats } from '@maru/web/use-formats';
import { addDays } from '@maru/web/zoned';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHalfYearName } from './half-year-name';
import './report-card.css';

type Reportable = Schemas['ReportableAgreements'];
type Agreement = Schemas['ReportableAgreement'];
export type ReportFormat = Schemas['NewThreeYearReport']['format'];

const formats: readonly ReportFormat[] = ['xlsx', 'pdf'];

/** What a key starts, and what came of the last one. */
export interface ReportStart {
  halfYear: (agreementId: string, halfYear: string) => void;
  threeYear: (agreementId: string, format: ReportFormat) => void;
  isPending: boolean;
  isStarted: boolean;
  error: unknown;
}

/** The half-years of an agreement, the newest first, and the key that has the sheet of one made. */
function HalfYearRow({ agreement, start }: { agreement: Agreement; start: ReportStart }) {
  const { t } = useTranslation('programme');
  const nameOf = useHalfYearName();
  const [chosen, setChosen] = useState<string | null>(null);
  const { agreementId, halfYears } = agreement;
  const halfYear = halfYears.find(({ id }) => id === chosen) ?? halfYears.at(0);
  return (
    <div className="report-row">
      <h3>{t('reports.halfYear')}</h3>
      {halfYear ? (
        <div className="row">
          <Picker
            label={t('reports.halfYearOf')}
            value={halfYear.id}
            options={halfYears.map(({ id }) => ({ value: id, label: nameOf(id) }))}
            onChange={setChosen}
          />
          <button type="button" className="button" disabled={start.isPending} onClick={() => start.halfYear(agreementId, halfYear.id)}>
            {t('reports.makeHalfYear')}
          </button>
        </div>
      ) : (
        <p className="quiet">{t('reports.noHalfYear')}</p>
      )}
      <p className="quiet">{t('reports.halfYearHint')}</p>
    </div>
  );
}

function ThreeYearRow({ agreement, start }: { agreement: Agreement; start: ReportStart }) {
  const { t } = useTranslation('programme');
  const show = useFormats();
  const { agreementId, period, begun } = agreement;
  if (!period) return <p className="quiet">{t('reports.noPeriod')}</p>;
  const days = { from: show.day(period.from), last: show.day(addDays(period.to, -1)) };
  return (
    <div className="report-row">
      <h3>{t('reports.threeYear')}</h3>
      {begun ? (
        <div className="row">
          {formats.map((format) => (
            <button
              key={format}
              type="button"
              className="button"
              disabled={start.isPending}
              onClick={() => start.threeYear(agreementId, format)}
            >
              {t(`reports.makeThreeYear.${format}`)}
            </button>
          ))}
        </div>
      ) : (
        <p className="quiet">{t('reports.notBegun', { day: days.from })}</p>
      )}
      <p className="quiet">{t('reports.threeYearHint', days)}</p>
    </div>
  );
}

/** The agreement that is meant, and what can be made of it. */
function AgreementReports({ reportable, start, note }: { reportable: Reportable; start: ReportStart; note?: string }) {
  const { t } = useTranslation('programme');
  const show = useFormats();
  const language = currentLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const { agreements, settledUntil } = reportable;
  const agreement = agreements.find(({ agreementId }) => agreementId === chosen) ?? agreements.at(0);
  if (!agreement) return <Empty title={t('reports.noAgreement')} next={t('reports.noAgreementNext')} />;
  const nameOf = ({ number, noticeTitle }: Agreement) => `${number} · ${noticeTitle[language]}`;
  return (
    <>
      {agreements.length > 1 ? (
        <Picker
          label={t('reports.agreement')}
          value={agreement.agreementId}
          options={agreements.map((each) => ({ value: each.agreementId, label: nameOf(each) }))}
          onChange={setChosen}
        />
      ) : (
        <p>{nameOf(agreement)}</p>
      )}
      <p className="quiet">{t('reports.ofSites', { sites: agreement.siteNames.join(', ') })}</p>
      {agreement.period && <HalfYearRow key={agreement.agreementId} agreement={agreement} start={start} />}
      <ThreeYearRow agreement={agreement} start={start} />
      <p className="quiet">{t('reports.asOf', { at: show.instant(settledUntil) })}</p>
      {note && <p className="quiet">{note}</p>}
      <Refusal error={start.error} />
      {start.isStarted && (
        <div className="row">
          <span role="status">{t('reports.started')}</span>
          <TaskTrayKey />
        </div>
      )}
    </>
  );
}

/** 반기 자료 and 3년 보고서 of a company's agreements. */
export function ReportCard({ read, start, note }: { read: Read<Reportable>; start: ReportStart; note?: string }) {
  const { t } = useTranslation('programme');
  return (
    <section className="card report-card" aria-labelledby="reports">
      <h2 id="reports">
        {t('reports.title')} {read.data?.simulated && <SimulatedTag />}
      </h2>
      {read.data ? (
        <AgreementReports reportable={read.data} start={start} note={note} />
      ) : read.error ? (
        <Failed error={read.error} retry={read.retry} />
      ) : (
        <Loading />
      )}
    </section>
  );
}
