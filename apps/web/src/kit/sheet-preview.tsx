import { useTranslation } from 'react-i18next';
import { letterOf } from './column-letter';
import './sheet-preview.css';

interface SheetPreviewProps {
  /** The first rows of a file, as text. */
  rows: readonly (readonly string[])[];
  columns: readonly { index: number }[];
  /** Its heading: the last row, from 1, and of how many. */
  headerRow: number;
  headerRows: number;
  /** What a column is read for; null where it is not read. */
  roleOf: (index: number) => string | null;
}

/** The first rows as they stand in the file, with what each column is read for. */
export function SheetPreview({ rows, columns, headerRow, headerRows, roleOf }: SheetPreviewProps) {
  const { t } = useTranslation('web');
  if (rows.length === 0 || columns.length === 0) return null;
  const isHeading = (number: number) => number > headerRow - headerRows && number <= headerRow;
  const look = (index: number) => (roleOf(index) === null ? 'sheet-preview-unread' : 'sheet-preview-read');
  const label = t('sheet.preview', { count: rows.length });
  return (
    <section className="card" aria-labelledby="sheet-preview">
      <h2 id="sheet-preview">{label}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
      <section className="sheet-preview" aria-label={label} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{t('sheet.row')}</span>
              </th>
              {columns.map(({ index }) => (
                <th key={index} scope="col" className={look(index)}>
                  {letterOf(index)}
                  <br />
                  {roleOf(index) !== null && <span className="tag tag-ok">{roleOf(index)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row of the file is its number.
              <tr key={at} className={isHeading(at + 1) ? 'sheet-preview-heading' : undefined}>
                <th scope="row">{at + 1}</th>
                {columns.map(({ index }) => (
                  <td key={index} className={look(index)}>
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
