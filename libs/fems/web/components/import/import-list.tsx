import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Import, importsPath } from '../../importing/words';
import { ImportStateTag, shownState } from './import-state';

const shownAtOnce = 20;

/** Earlier imports, newest first: what became of each. */
export function ImportList({ addressOf }: { addressOf: (importId: string) => string }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const imports = useReadPages(importsPath, { query: { limit: shownAtOnce } });
  const columns: Column<Import>[] = [
    {
      key: 'file',
      title: t('import.file'),
      value: ({ fileName }) => fileName,
      render: (each) => (
        <>
          <Link to={addressOf(each.id)}>{each.fileName}</Link> {each.simulated && <SimulatedTag />}
        </>
      ),
    },
    { key: 'at', title: t('import.at'), value: ({ createdAt }) => timeCell(createdAt, format.instant) },
    {
      key: 'state',
      title: t('import.stateTitle'),
      value: (each) => t(`import.state.${shownState(each)}`),
      render: (each) => <ImportStateTag of={each} />,
      choice: shownState,
    },
    ...(['accepted', 'unchanged', 'corrected', 'refused'] as const).map(
      (name): Column<Import> => ({
        key: name,
        title: t(`import.counts.${name}`),
        value: ({ counts }) => counts?.[name] ?? null,
        isFigure: true,
      }),
    ),
  ];
  return (
    <section aria-labelledby="imports">
      <h2 id="imports" className="section-heading">
        {t('import.list')}
      </h2>
      <ListCard read={imports} empty={<Empty title={t('import.none')} next={t('import.noneNext')} />}>
        {(rows) => (
          <DataTable
            id="imports"
            label={t('import.list')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            isSimulated={({ simulated }) => simulated}
            pages={imports}
          />
        )}
      </ListCard>
    </section>
  );
}
