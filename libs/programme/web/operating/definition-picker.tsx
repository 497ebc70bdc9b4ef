import { useAddress } from '@maru/web/address';
import type { Schemas } from '@maru/web/client';
import { Picker } from '@maru/web/picker';
import { useTranslation } from 'react-i18next';

type DefinitionName = NonNullable<Schemas['NewConfirmationSheet']['definition']>;

/** What may be meant by an operating day: each in its newest version, which a person chooses among, or in one that an address names. */
const offered = ['stored-log', 'real-use', 'use-and-stored-log'] as const satisfies readonly DefinitionName[];
type Offered = (typeof offered)[number];
const kindOf: Readonly<Record<DefinitionName, Offered>> = {
  'stored-log': 'stored-log',
  'stored-log@1': 'stored-log',
  'stored-log@2': 'stored-log',
  'real-use': 'real-use',
  'real-use@1': 'real-use',
  'real-use@2': 'real-use',
  'use-and-stored-log': 'use-and-stored-log',
  'use-and-stored-log@1': 'use-and-stored-log',
  'use-and-stored-log@2': 'use-and-stored-log',
};

/** The definition that the address names; days with a stored log where it names none that is known. */
export function useDefinition(): DefinitionName {
  const asked = useAddress().get('definition');
  return asked !== null && isKnown(asked) ? asked : 'stored-log';
}

const isKnown = (name: string): name is DefinitionName => Object.hasOwn(kindOf, name);

/** Chooses by what days, months and the verdict are counted; the address keeps it. */
export function DefinitionPicker() {
  const { t } = useTranslation('programme');
  const address = useAddress();
  const chosen = useDefinition();
  const names: readonly DefinitionName[] = offered.some((name) => name === chosen) ? offered : [...offered, chosen];
  const label = (name: DefinitionName) => {
    const version = name.split('@').at(1);
    const kind = t(`operating.definition.${kindOf[name]}`);
    return version ? t('operating.definition.version', { kind, version }) : kind;
  };
  return (
    <Picker
      label={t('operating.definition.title')}
      value={chosen}
      options={names.map((name) => ({ value: name, label: label(name) }))}
      onChange={(name) => address.set({ definition: name === 'stored-log' ? null : name })}
    />
  );
}
