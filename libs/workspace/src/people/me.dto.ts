import type { OrganisationKind } from '@maru/platform';
import { IsNotEmpty, IsString, MaxLength, MinLength } from 'class-validator';
import { ModuleName } from '../subscriptions/subscriptions.dto';

export class MyPerson {
  id: string;
  name: string;
  email: string | null;
}

export class MyOrganisation {
  id: string;
  name: string;
  kind: OrganisationKind;
  companyCode: string;
  /** Everything in it is replayed or simulated (모의). */
  simulated: boolean;
}

export class MyMembership {
  organisationId: string;
  organisationName: string;
  roles: string[];
}

export class MenuItem {
  id: string;
  path: string;
  label: ModuleName;
  permission: string;
}

export class MyModule {
  id: string;
  name: ModuleName;
  /** Not subscribed to: always there. */
  alwaysOn: boolean;
  subscribed: boolean;
  /** Pages that the person may open. */
  menu: MenuItem[];
}

export class Me {
  person: MyPerson;
  organisation: MyOrganisation;
  memberships: MyMembership[];
  roles: string[];
  permissions: string[];
  modules: MyModule[];
}

export class PasswordBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  currentPassword: string;

  @IsString()
  @MinLength(10)
  @MaxLength(200)
  newPassword: string;
}
