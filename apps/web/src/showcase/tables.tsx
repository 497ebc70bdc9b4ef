import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable, timeCell } from '../kit/data-table';
import { ListCard } from '../kit/list-card';
import { Empty } from '../kit/states';
import { useFormats } from '../kit/use-formats';
import { problems, type SampleRow, sampleRows } from './samples';
import { Group, Specimen } from './specimen';

const nothing = () => undefined;
const many = sampleRows(64);
const pages = { error: null, retry: nothing, hasMore: true, isFetchingMore: false, more: nothing };
const rowKey = ({ id }: SampleRow) => id;
const simulated = () => true;

function useColumns(): Column<SampleRow>[] {
  const { t } = useTranslation('showcase');
  const formats = useFormats();
  return [
    { key: 'name', title: t('sample.name'), value: ({ number }) => t('sample.meter', { number }) },
    { key: 'state', title: t('sample.state'), value: ({ state }) => t(`sample.states.${state}`), choice: ({ state }) => state },
    { key: 'energy', title: t('sample.energy'), value: ({ energyKwh }) => energyKwh, digits: 2, isFigure: true },
    { key: 'seen', title: t('sample.seenAt'), value: ({ seenAt }) => timeCell(seenAt, formats.instant) },
    {
      key: 'keys',
      title: t('sample.keys'),
      render: ({ number }) => (
        <button type="button" className="button" aria-label={t('sample.openOf', { number })}>
          {t('sample.open')}
        </button>
      ),
    },
  ];
}

function Case({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="specimen-case">
      <h4>{title}</h4>
      {children}
    </div>
  );
}

/** Tables, from none to many rows. */
export function TableSpecimens() {
  const { t } = useTranslation('showcase');
  const columns = useColumns();
  const few = (rows: SampleRow[], title: string) => <DataTable label={title} columns={columns} rows={rows} rowKey={rowKey} />;
  const empty = <Empty title={t('tables.empty')} next={t('tables.emptyNext')} />;
  const reads = {
    loading: { data: undefined, error: null, retry: nothing },
    failed: { data: undefined, error: problems.unreachable, retry: nothing },
    empty: { data: [], error: null, retry: nothing },
  };
  return (
    <Group title={t('tables.title')}>
      <Specimen of="DataTable" title={t('tables.many')} use={t('tables.manyUse')}>
        <DataTable id="many" label={t('tables.many')} columns={columns} rows={many} rowKey={rowKey} pageSize={20} isSimulated={simulated} />
        <Case title={t('tables.one')}>{few(many.slice(0, 1), t('tables.one'))}</Case>
        <Case title={t('tables.none')}>{few([], t('tables.none'))}</Case>
        <Case title={t('tables.partial')}>
          <DataTable
            id="partial"
            label={t('tables.partial')}
            columns={columns}
            rows={many.slice(0, 4)}
            rowKey={rowKey}
            isSimulated={simulated}
            pages={pages}
          />
        </Case>
        <Case title={t('tables.across')}>
          <DataTable
            label={t('tables.across')}
            columns={columns}
            rows={many.slice(0, 3)}
            rowKey={rowKey}
            across={({ number }) => number === 2 && t('tables.acrossSentence')}
          />
        </Case>
        <Case title={t('tables.pinned')}>
          <DataTable label={t('tables.pinned')} columns={columns.slice(0, 4)} rows={many.slice(0, 3)} rowKey={rowKey} isPinned />
        </Case>
      </Specimen>
      <Specimen of="ListCard" title={t('tables.card')} use={t('tables.cardUse')}>
        {(['loading', 'failed', 'empty'] as const).map((state) => (
          <Case key={state} title={t(`tables.states.${state}`)}>
            <ListCard<SampleRow> read={reads[state]} empty={empty}>
              {(rows) => few(rows, t('tables.card'))}
            </ListCard>
          </Case>
        ))}
      </Specimen>
    </Group>
  );
}
