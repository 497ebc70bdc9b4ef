import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { Counts, Mapping } from '../../importing/words';

const parts = ['accepted', 'unchanged', 'corrected', 'refused'] as const;

interface ImportFiguresProps {
  kind: Mapping['kind'];
  counts: Counts;
  isDone: boolean;
}

/** What becomes of the values of a file, or has: four counts that add up to all of them. Of monthly statements it is the months that count. */
export function ImportFigures({ kind, counts, isDone }: ImportFiguresProps) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  return (
    <section aria-label={isDone ? t('import.done') : t('import.wouldBe')} className="import-figures">
      <h2 className="section-heading">{isDone ? t('import.done') : t('import.wouldBe')}</h2>
      <KeyFigures>
        {parts.map((part) => (
          <KeyFigure key={part} label={t(`import.counts.${part}`)} value={format.count(counts[part])} unit={t(`import.unit.${kind}`)}>
            {t(`import.means.${kind}.${part}`)}
          </KeyFigure>
        ))}
      </KeyFigures>
      <p className="quiet">
        {t(`import.sum.${kind}`, { parts: parts.map((part) => format.count(counts[part])).join(' + '), rows: format.count(counts.rows) })}
      </p>
    </section>
  );
}
