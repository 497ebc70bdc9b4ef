import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DutyFigures } from '../components/duty-figures';
import { DutyTable } from '../components/duty-table';
import { type Duty, useDutyWords } from '../duties/words';
import { OwnReports } from '../reports/own-reports';
import './duties.css';

/** Without an agreement nothing is owed that we know of. */
function NoAgreement() {
  const { t } = useTranslation('programme');
  const mayWrite = useMay('programme.agreement.write');
  return (
    <div className="card">
      <Empty title={t('duties.empty')} next={t(mayWrite ? 'duties.emptyNext' : 'agreements.emptyForReader')}>
        {mayWrite && (
          <Link className="button button-main" to="/programme/agreements?new=yes">
            {t('agreements.create')}
          </Link>
        )}
      </Empty>
    </div>
  );
}

/** How days are counted, and which rules are inferred. */
function Notes({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation('programme');
  const words = useDutyWords();
  const uncertain = new Set(duties.map(words.uncertain));
  return (
    <ul className="quiet duty-notes">
      <li>{t('duties.how')}</li>
      {[...uncertain].map((text) => text && <li key={text}>{text}</li>)}
    </ul>
  );
}

/** 의무 현황: what the company owes by its agreements, by when, what is missing, and what to do next. */
export default function Duties() {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const { data, error, retry } = useRead('/api/programme/duties', {});
  const isEmpty = data?.items.length === 0;
  return (
    <Page title={t('duties.title')} sub={data && t('duties.sub', { day: formats.day(data.today) })} figures>
      {data && !isEmpty && (
        <>
          <DutyFigures duties={data.items} />
          <div className="card">
            <DutyTable duties={data.items} />
          </div>
          <OwnReports />
          <Notes duties={data.items} />
        </>
      )}
      {isEmpty && <NoAgreement />}
      {!data && <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>}
    </Page>
  );
}
