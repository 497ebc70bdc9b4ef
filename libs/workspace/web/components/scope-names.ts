import { currentLanguage } from '@maru/web/language';
import { useMe } from '@maru/web/me';
import { useTranslation } from 'react-i18next';

/** A permission that a device may carry is one to send data in: `module.resource.ingest`. */
export const isDeviceScope = (permission: string): boolean => permission.endsWith('.ingest');

/** Scopes in words: to which module data may be sent. */
export function useScopeNames(): (scopes: readonly string[]) => string[] {
  const { t } = useTranslation('workspace');
  const { modules } = useMe();
  return (scopes) =>
    scopes.map((scope) => {
      const module = modules.find(({ id }) => id === scope.split('.')[0]);
      return module && isDeviceScope(scope) ? t('deviceKeys.ingest', { module: module.name[currentLanguage()] }) : scope;
    });
}
