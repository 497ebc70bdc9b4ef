import { BUILT_IN_ROLES, type BuiltInRole } from '@maru/platform';
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

export class MemberBody {
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
  @IsOptional()
  @Matches(/^[0-9A-Za-z-]{1,50}$/)
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

export class MemberItem {
  id: string;
  name: string;
  email: string | null;
  employeeNumber: string | null;
  roles: string[];
}

export class MemberList {
  items: MemberItem[];
}
