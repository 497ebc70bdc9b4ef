import { useTranslation } from 'react-i18next';

const known = ['owner', 'manager', 'operator', 'officer', 'administrator'] as const;

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
