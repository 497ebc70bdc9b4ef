import { BUILT_IN_ROLES, type BuiltInRole, Omittable, PageQuery, saying } from '@maru/platform';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';

export const MEMBER_STATES = ['invited', 'member', 'former'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

const employeeNumber = saying({
  ko: '영문·숫자·하이픈(-) 1~50자여야 합니다.',
  en: 'It must be 1 to 50 letters, digits and hyphens.',
});

export class MembersQuery extends PageQuery {
  /** current: who is a member or invited to be one, and what is taken when it is left out. former: whose membership has ended. */
  @IsOptional()
  @IsIn(['current', 'former'])
  state?: 'current' | 'former';
}

export class FirstMemberBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  /** Needed unless there is an employee number. */
  @ValidateIf((body: FirstMemberBody) => body.email !== undefined || body.employeeNumber === undefined)
  @IsEmail()
  @MaxLength(254)
  email?: string;

  /** With the company code it is a way to sign in without an e-mail address. */
  @Omittable()
  @Matches(/^[0-9A-Za-z-]{1,50}$/, employeeNumber)
  employeeNumber?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(BUILT_IN_ROLES, { each: true })
  roles: BuiltInRole[];

  /** First password of the new person. */
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  password: string;
}

export class MemberBody {
  /** What the organisation calls the person until they have joined. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  /** Needed unless there is an employee number. */
  @ValidateIf((body: MemberBody) => body.email !== undefined || body.employeeNumber === undefined)
  @IsEmail()
  @MaxLength(254)
  email?: string;

  /** With the company code it is a way to sign in without an e-mail address. */
  @Omittable()
  @Matches(/^[0-9A-Za-z-]{1,50}$/, employeeNumber)
  employeeNumber?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(BUILT_IN_ROLES, { each: true })
  roles: BuiltInRole[];

  /**
   * First password of an employee without an e-mail address, who is then a member at once. Everybody else is invited and
   * joins by a one-time code.
   */
  @Omittable()
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  password?: string;
}

/** What may be changed of a membership; a field that is left out stays. */
export class MemberPatch {
  @Omittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(BUILT_IN_ROLES, { each: true })
  roles?: BuiltInRole[];

  /** Null takes it away, where there is an e-mail address to sign in with. */
  @IsOptional()
  @Matches(/^[0-9A-Za-z-]{1,50}$/, employeeNumber)
  employeeNumber?: string | null;
}

export class MemberItem {
  /** Of the membership: who leaves and comes back has another one. */
  id: string;
  name: string;
  email: string | null;
  employeeNumber: string | null;
  roles: string[];
  state: MemberState;
  /** Null until the person has joined. */
  joinedAt: string | null;
  /** Null while the membership, or the invitation, goes on. */
  endedAt: string | null;
  /** Until when the one-time code that was handed out last can be used; null when there is none that is unused. */
  codeExpiresAt: string | null;
  /** It is the one that asks. */
  self: boolean;
  version: number;
}

export class NewMember extends MemberItem {
  /** One-time code by which the person joins. Shown this once; only its hash is kept. Null for who is a member at once. */
  code: string | null;
}

export class MemberPage {
  items: MemberItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
