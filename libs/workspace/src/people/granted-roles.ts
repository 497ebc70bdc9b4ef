import { type Catalogue, type OrganisationKind, type PersonPrincipal } from '@maru/platform';

/** The permission whose holders decide who belongs to the organisation. */
const MANAGES_MEMBERS = 'workspace.member.write';

/** Whether a member with these roles may manage members. */
export function managesMembers(catalogue: Catalogue, kind: OrganisationKind, roles: readonly string[]): boolean {
  return catalogue.permissionsOf(kind, roles).has(MANAGES_MEMBERS);
}

/**
 * Places in `roles` of those by which somebody would come to hold a permission that the person does not have.
 * @param held roles that are held already; what they carry is not given anew
 */
export function rolesBeyond(
  catalogue: Catalogue,
  person: PersonPrincipal,
  roles: readonly string[],
  held: readonly string[] = [],
): number[] {
  const { kind } = person.tenant;
  const before = catalogue.permissionsOf(kind, held);
  const isBeyond = (role: string) =>
    [...catalogue.permissionsOf(kind, [role])].some((permission) => !person.permissions.has(permission) && !before.has(permission));
  return roles.flatMap((role, place) => (isBeyond(role) ? [place] : []));
}
