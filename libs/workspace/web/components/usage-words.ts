import type { Schemas } from '@maru/web/client';
import { currentLanguage } from '@maru/web/language';
import { useMe } from '@maru/web/me';
import { useResourceName } from '@maru/web/resource-name';
import { useTranslation } from 'react-i18next';

/** An event as the organisation itself sees it, or as an office does: without person and address. */
export type UsageEvent = Schemas['OfficeUsageEventItem'] | Schemas['OwnUsageEventItem'];

export const isOwn = (event: UsageEvent): event is Schemas['OwnUsageEventItem'] => 'person' in event;

/** What the fields of an event say to a person. */
export function useUsageWords() {
  const { t } = useTranslation('workspace');
  const { modules } = useMe();
  const resourceName = useResourceName();
  return {
    kindOf: ({ kind }: UsageEvent) => t(`usage.kinds.${kind}`),
    causeOf: ({ cause }: UsageEvent) => t(`usage.causes.${cause}`),
    moduleOf: ({ module: id }: UsageEvent) => modules.find((module) => module.id === id)?.name[currentLanguage()] ?? id,
    resourceOf: ({ module, resource }: UsageEvent) => resourceName(module, resource),
    personOf: (event: UsageEvent) => (!isOwn(event) ? null : event.erased ? t('usage.erased') : event.person),
  };
}
