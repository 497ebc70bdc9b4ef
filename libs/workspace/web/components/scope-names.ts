import { currentLanguage } from '@maru/web/language';
import { useMe } from '@maru/web/me';
import { useTranslation } from 'react-i18next';

/** A permission that an office's program may carry is one to read evidence: `module.resource.pull`. */
export const isPullScope = (permission: string): boolean => permission.endsWith('.pull');

/** A permission that a key may carry: one to send data in, `module.resource.ingest`, or one to pull. */
export const isDeviceScope = (permission: string): boolean => permission.endsWith('.ingest') || isPullScope(permission);

/** Scopes in words: to which module data may be sent. */
export function useScopeNames(): (scopes: readonly string[]) => string[] {
  const { t } = useTranslation('workspace');
  const { modules } = useMe();
  return (scopes) =>
    scopes.map((scope) => {
      if (isPullScope(scope)) return t('deviceKeys.pull');
      const module = modules.find(({ id }) => id === scope.split('.')[0]);
      return module && isDeviceScope(scope) ? t('deviceKeys.ingest', { module: module.name[currentLanguage()] }) : scope;
    });
}
