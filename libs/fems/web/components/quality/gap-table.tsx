import { type Column, DataTable } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { useReadPages } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useIntervalText } from '../../metering/words';
import { type Gap, loadAddressOf, type Review } from '../../quality/review';
import { MoreKey } from './more-key';

/** Stretches without readings, the newest first, with what can be done about each. */
export function GapTable({ review }: { review: Review }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const duration = useIntervalText();
  const mayImport = useMay('fems.reading.import');
  const gaps = useReadPages('/api/fems/gaps', { query: review.query }, { supporting: true });
  const pointOf = (gap: Gap) => review.points.find(({ id }) => id === gap.pointId);
  const secondsOf = (gap: Gap) => gap.missing * (pointOf(gap)?.intervalSeconds ?? 0);
  const keys = (gap: Gap) => {
    const load = loadAddressOf(pointOf(gap), gap.start);
    return (
      <div className="row">
        {load && <Link to={load}>{t('gaps.toLoad')}</Link>}
        {mayImport && <Link to="/fems/import">{t('gaps.toImport')}</Link>}
      </div>
    );
  };
  const columns: Column<Gap>[] = [
    { key: 'start', title: t('gaps.start'), render: ({ start }) => format.dateTime(start), sortBy: ({ start }) => Date.parse(start) },
    {
      key: 'end',
      title: t('gaps.end'),
      render: ({ end }) => (end ? format.endDateTime(end) : <span className="tag tag-bad">{t('gaps.open')}</span>),
      sortBy: ({ end }) => (end ? Date.parse(end) : Number.MAX_SAFE_INTEGER),
    },
    { key: 'length', title: t('gaps.length'), render: (gap) => duration(secondsOf(gap)), isFigure: true, sortBy: secondsOf },
    { key: 'missing', title: t('gaps.missing'), render: ({ missing }) => format.count(missing), isFigure: true },
    { key: 'point', title: t('points.name'), render: (gap) => pointOf(gap)?.name, sortBy: (gap) => pointOf(gap)?.name ?? '' },
    { key: 'keys', title: t('actions'), render: keys },
  ];
  return (
    <section aria-labelledby="gaps">
      <h2 id="gaps" className="section-heading">
        {t('gaps.title')}
      </h2>
      <ListCard read={gaps} empty={<Empty title={t('gaps.none')} next={t('gaps.noneNext')} />}>
        {(rows) => (
          <>
            <DataTable
              label={t('gaps.title')}
              columns={columns}
              rows={[...rows].sort((a, b) => Date.parse(b.start) - Date.parse(a.start))}
              rowKey={({ pointId, start }) => `${pointId}/${start}`}
              pageSize={20}
            />
            <MoreKey read={gaps} />
          </>
        )}
      </ListCard>
    </section>
  );
}
