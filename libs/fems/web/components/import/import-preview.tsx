import { useTranslation } from 'react-i18next';
import { roleOf } from '../../importing/draft';
import { type Import, letterOf, type Mapping } from '../../importing/words';

/** The first rows as they stand in the file, with what each column is for. */
export function ImportPreview({ of, mapping }: { of: Import; mapping: Mapping | null }) {
  const { t } = useTranslation('fems');
  const rows = of.preview ?? [];
  const columns = of.format?.columns ?? [];
  if (rows.length === 0 || columns.length === 0) return null;
  const first = of.format ? of.format.headerRow - of.format.headerRows : 0;
  const isHeading = (number: number) => number > first && number <= (of.format?.headerRow ?? 0);
  const role = (index: number) => (mapping ? roleOf(mapping, index) : 'none');
  return (
    <section className="card" aria-labelledby="import-preview">
      <h2 id="import-preview">{t('import.preview', { count: rows.length })}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
      <section className="import-preview" aria-label={t('import.preview', { count: rows.length })} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{t('import.row')}</span>
              </th>
              {columns.map(({ index }) => (
                <th key={index} scope="col" className={`import-role-${role(index) === 'none' ? 'none' : 'some'}`}>
                  {letterOf(index)}
                  <br />
                  {mapping && role(index) !== 'none' && <span className="tag tag-ok">{t(`import.role.${role(index)}`)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row of the file is its number.
              <tr key={at} className={isHeading(at + 1) ? 'import-heading' : undefined}>
                <th scope="row">{at + 1}</th>
                {columns.map(({ index }) => (
                  <td key={index} className={`import-role-${role(index) === 'none' ? 'none' : 'some'}`}>
                    {cells[index] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
