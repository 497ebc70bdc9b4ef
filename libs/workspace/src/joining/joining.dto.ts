import { IsId } from '@maru/platform';
import { OmitType } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength, MinLength } from 'class-validator';
import { SignInBody } from '../sign-in/sessions.dto';

export class OneTimeCodeBody {
  /** The member who gets the code. */
  @IsId()
  memberId: string;
}

export class OneTimeCode {
  /** For the person, by whatever way reaches them. Shown this once; only its hash is kept. */
  code: string;
  expiresAt: string;
}

export class CodeBody {
  /** As it was handed over; case, blanks and hyphens do not count. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  code: string;
}

/** What a code is for, told to whoever holds it. */
export class CodePurpose {
  /** join: become a member. password: set a new password. */
  purpose: 'join' | 'password';
  organisationName: string;
  /** What the organisation calls the person, or the member's own name. */
  name: string;
  email: string | null;
  employeeNumber: string | null;
  roles: string[];
}

export class JoiningBody extends CodeBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  @IsString()
  @MinLength(10)
  @MaxLength(200)
  password: string;
}

/** Who somebody already is, as at sign-in, and the code. */
export class AcceptanceBody extends OmitType(SignInBody, ['organisationId'] as const) {
  /** As it was handed over; case, blanks and hyphens do not count. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  code: string;
}

/** Where the person belongs from now on, and with what to sign in there. */
export class Joined {
  organisationId: string;
  organisationName: string;
  companyCode: string;
  email: string | null;
  employeeNumber: string | null;
}

export class NewPasswordBody extends CodeBody {
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  newPassword: string;
}
