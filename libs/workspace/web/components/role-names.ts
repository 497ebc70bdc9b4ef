import type { Schemas } from '@maru/web/client';
import { useMe } from '@maru/web/me';
import { useTranslation } from 'react-i18next';

const known = ['owner', 'manager', 'operator', 'officer', 'administrator'] as const;
export type Role = Schemas['MemberBody']['roles'][number];

/** The roles in which people work in an organisation of a kind. */
const usual: Record<Schemas['MyOrganisation']['kind'], Role[]> = {
  manufacturer: ['owner', 'manager', 'operator'],
  supplier: ['owner', 'manager', 'operator'],
  programmeOffice: ['owner', 'officer'],
  provider: ['administrator'],
};

/** Names of roles as people say them; a role that this build does not know yet is shown by its id. */
export function useRoleNames(): (roles: readonly string[]) => string {
  const { t } = useTranslation('workspace');
  return (roles) => {
    const names = roles.map((role) => {
      const found = known.find((each) => each === role);
      return found ? t(`role.${found}`) : role;
    });
    return names.join(', ');
  };
}

/** Roles to choose from, those that somebody has already among them. */
export function useRoleOptions(held: readonly string[] = []): { value: string; label: string }[] {
  const names = useRoleNames();
  const { kind } = useMe().organisation;
  return [...new Set<string>([...usual[kind], ...held])].map((value) => ({ value, label: names([value]) }));
}
