import { useTranslation } from 'react-i18next';
import type { Import } from '../../importing/words';

const looks = { applied: 'tag-ok', failed: 'tag-warning', checked: 'tag-warning', expired: 'tag-warning' } as const;

type Stated = Pick<Import, 'state' | 'mappingComplete'>;

/** What an import is at, as a word of the messages: one that was read and waits for the person is told apart. */
export const shownState = ({ state, mappingComplete }: Stated) => (state === 'checked' && !mappingComplete ? 'unmapped' : state);

/** What an import is at. */
export function ImportStateTag({ of }: { of: Stated }) {
  const { t } = useTranslation('fems');
  const { state } = of;
  return <span className={`tag ${state in looks ? looks[state as keyof typeof looks] : ''}`}>{t(`import.state.${shownState(of)}`)}</span>;
}
