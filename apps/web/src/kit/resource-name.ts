import { useTranslation } from 'react-i18next';
import { currentLanguage, type MessageFiles } from './language';
import { useMe } from './me';

/** The parts of a route that can have a name, the last one first: workspace/sites/:id is about sites, sessions/current about sessions. */
export const namedParts = (resource: string): string[] =>
  resource
    .split('/')
    .filter((part) => !part.startsWith(':'))
    .reverse();

/** What an event was about, in the words of the module that it happened in; by its route where the module has none for it. */
export function useResourceName(): (module: string, resource: string) => string {
  const ids = useMe().modules.map(({ id }) => id);
  const { i18n } = useTranslation(ids as (keyof MessageFiles)[]);
  const wordIn = (module: string) => (part: string) =>
    i18n.getResource(currentLanguage(), module, `resource.${part}`) as string | undefined;
  return (module, resource) =>
    namedParts(resource)
      .map(wordIn(module))
      .find((word) => word !== undefined) ?? resource;
}
