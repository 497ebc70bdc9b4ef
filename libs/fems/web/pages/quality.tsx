import { MoreKey } from '@maru/web/more-key';
import { Page } from '@maru/web/page';
import { useReadPages } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { CompletenessStrip } from '../components/quality/completeness-strip';
import { CorrectionTable } from '../components/quality/correction-table';
import { GapTable } from '../components/quality/gap-table';
import { QualityFilterRow } from '../components/quality/quality-filters';
import { QualitySummary } from '../components/quality/quality-summary';
import { SourceTable } from '../components/quality/source-table';
import { ToMeters } from '../components/to-meters';
import { periodLabel } from '../load/labels';
import type { Metering } from '../metering/next-step';
import { useMetering } from '../metering/use-metering';
import { useQualityAddress } from '../quality/address';
import { type Review, reviewed } from '../quality/review';
import './load-profile.css';
import './quality.css';

function ReviewedQuality({ metering, review }: { metering: Metering; review: Review }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const { by } = useQualityAddress().filters;
  const read = useReadPages('/api/fems/completeness', { query: { ...review.query, by: by === 'month' ? 'day' : 'month' } });
  const { data: items, pages, error } = read;
  const firstDay = items?.reduce<string | null>((least, { first }) => {
    const day = first?.slice(0, 10) ?? null;
    return least === null || (day !== null && day < least) ? day : least;
  }, null);
  return (
    <>
      <QualityFilterRow metering={metering} review={review} firstDay={firstDay ?? null} />
      <section className="card completeness-card" aria-labelledby="completeness">
        <h2 id="completeness">{t('quality.heading', { period: periodLabel(review.period, format) })}</h2>
        {items ? (
          <>
            <QualitySummary items={items} hasMore={read.hasMore} review={review} />
            <ul className="row completeness-legend">
              {(['whole', 'part', 'none', 'unexpected'] as const).map((state) => (
                <li key={state}>
                  <i className={`completeness-cell completeness-${state}`} /> {t(`quality.state.${state}`)}
                </li>
              ))}
            </ul>
            {items.map((item) => (
              <CompletenessStrip key={item.pointId} item={item} point={review.points.find(({ id }) => id === item.pointId)} by={by} />
            ))}
            <MoreKey read={read} />
            <p className="quiet">{t('quality.definition', { definition: pages?.[0]?.definition })}</p>
          </>
        ) : error ? (
          <Failed error={error} retry={read.retry} />
        ) : (
          <Loading />
        )}
      </section>
      <GapTable review={review} />
      <CorrectionTable review={review} />
      <SourceTable review={review} />
    </>
  );
}

/** 데이터 품질: what is missing, since when, whose value was changed by whom and why, and what each source sends. */
export default function Quality() {
  const { t } = useTranslation('fems');
  const { data: metering, error, retry } = useMetering({ supporting: true });
  const { filters, isSiteNamed } = useQualityAddress();
  const found = metering && reviewed(metering, filters, isSiteNamed);
  const site = found && ('review' in found ? found.review.site : found.site);
  return (
    <Page title={t('quality.title')} sub={site ? `${site.name} · ${t('quality.sub')}` : t('quality.sub')} figures>
      {metering && found && 'review' in found && <ReviewedQuality metering={metering} review={found.review} />}
      {!(found && 'review' in found) && (
        <div className="card">
          {error ? <Failed error={error} retry={retry} /> : !found && <Loading />}
          {found && (
            <Empty title={t(`quality.empty.${found.missing}`)} next={t(`quality.emptyNext.${found.missing}`)}>
              <ToMeters />
            </Empty>
          )}
        </div>
      )}
    </Page>
  );
}
