import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useRead } from '@maru/web/read';
import { Failed, Loading } from '@maru/web/states';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { Holidays } from '../components/holidays';
import { NoOwnSite, useOwnSite } from '../components/own-site';
import { type SaveCalendar, SingleDays } from '../components/single-days';
import { WorkingWeek } from '../components/working-week';
import './calendar.css';

const path = '/api/programme/working-calendars/{siteId}';

function SiteCalendar({ siteId }: { siteId: string }) {
  const params = { path: { siteId } };
  const { data, error, retry } = useRead(path, params);
  const write = useWrite('put', path, [path]);
  const mayWrite = useMay('programme.calendar.write');
  if (!data) return <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>;
  const save: SaveCalendar = (body) => write.mutateAsync({ params, body, version: data.version });
  return (
    <>
      <WorkingWeek calendar={data} save={save} mayWrite={mayWrite} />
      <SingleDays calendar={data} save={save} mayWrite={mayWrite} />
      <Holidays calendar={data} />
    </>
  );
}

/** 근무일: on which days a site works, which says when somebody is reminded that no log has been stored. */
export default function WorkingCalendar() {
  const { t } = useTranslation('programme');
  const own = useOwnSite();
  const { site } = own;
  return (
    <Page title={t('calendar.title')} sub={site ? t('calendar.sub', { site: site.name }) : undefined}>
      {site && <SiteCalendar siteId={site.id} />}
      {!site && <NoOwnSite of={own} next={t('calendar.noSiteNext')} />}
    </Page>
  );
}
