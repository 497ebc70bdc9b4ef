import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../kit/file-drop';
import { RowField, SelectField } from '../kit/select-field';
import { SheetPreview } from '../kit/sheet-preview';
import { UploadLine } from '../kit/uploads';
import { problems } from './samples';
import { Group, Specimen } from './specimen';

/** Whatever is dropped on the page of all components is sent for nothing that there is, and refused. */
const line = new UploadLine('showcase.none');
const refuse = () => Promise.reject(problems.unreachable);
const rows = [
  ['no', '2026', 'kWh'],
  ['1', '2026-11-27 09:00', '12.5'],
  ['2', '2026-11-27 09:15', '13.0'],
];
const columns = rows[0]!.map((_, index) => ({ index }));

/** Files that a person brings in, and how they are read. */
export function FileSpecimens() {
  const { t } = useTranslation('showcase');
  const [role, setRole] = useState<'time' | 'none'>('time');
  const [row, setRow] = useState(1);
  const options = (['time', 'none'] as const).map((value) => ({ value, label: t(`files.${value}`) }));
  return (
    <Group title={t('files.title')}>
      <Specimen of="FileDrop" title={t('files.drop')} use={t('files.dropUse')}>
        <FileDrop
          line={line}
          title={t('files.drop')}
          chooseLabel={t('files.choose')}
          hint={t('files.hint')}
          begin={refuse}
          begun={refuse}
        />
      </Specimen>
      <Specimen of="SheetPreview" title={t('files.sheet')} use={t('files.sheetUse')}>
        <SheetPreview
          rows={rows}
          columns={columns}
          headerRow={1}
          headerRows={1}
          roleOf={(index) => (index === 1 && role === 'time' ? t('files.time') : null)}
        />
      </Specimen>
      <Specimen of="SelectField" title={t('files.select')} use={t('files.selectUse')}>
        <SelectField label={t('files.select')} hint={t('files.selectUse')} value={role} options={options} onChange={setRole} />
        <SelectField label={t('files.wrong')} value="" placeholder="–" options={options} errors={[t('files.needed')]} onChange={setRole} />
      </Specimen>
      <Specimen of="RowField" title={t('files.row')} use={t('files.rowUse')}>
        <RowField label={t('files.row')} value={row} max={100} onChange={setRow} />
      </Specimen>
    </Group>
  );
}
