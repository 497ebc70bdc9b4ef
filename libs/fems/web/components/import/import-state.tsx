import { useTranslation } from 'react-i18next';
import type { Import } from '../../importing/words';

const looks = { applied: 'tag-ok', failed: 'tag-warning', checked: 'tag-warning', expired: 'tag-warning' } as const;

/** What an import is at; one that was read and waits for the person says so. */
export function ImportStateTag({ of: { state, mappingComplete } }: { of: Pick<Import, 'state' | 'mappingComplete'> }) {
  const { t } = useTranslation('fems');
  const shown = state === 'checked' && !mappingComplete ? 'unmapped' : state;
  return <span className={`tag ${state in looks ? looks[state as keyof typeof looks] : ''}`}>{t(`import.state.${shown}`)}</span>;
}
