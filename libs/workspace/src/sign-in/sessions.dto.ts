import { IsId } from '@maru/platform';
import { IsEmail, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

/** Sign in by e-mail, or by company code and employee number. */
export class SignInBody {
  // Whatever is sent is checked, whichever way of signing in is meant; what is needed depends on the way.
  @ValidateIf((body: SignInBody) => body.email !== undefined || (body.companyCode === undefined && body.employeeNumber === undefined))
  @IsEmail()
  @MaxLength(254)
  email?: string;

  @ValidateIf((body: SignInBody) => body.companyCode !== undefined || (body.email === undefined && body.employeeNumber !== undefined))
  @IsString()
  @IsNotEmpty()
  @MaxLength(32)
  companyCode?: string;

  @ValidateIf((body: SignInBody) => body.employeeNumber !== undefined || (body.email === undefined && body.companyCode !== undefined))
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  employeeNumber?: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  password: string;

  /** Which organisation to work in, for a person of several; the first one otherwise. */
  @IsOptional()
  @IsId()
  organisationId?: string;
}

export class SignedIn {
  /** For `authorization: Bearer`; shown once. */
  token: string;
  /** When the session ends at the latest. */
  expiresAt: string;
  organisationId: string;
}

export class SessionItem {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  /** Network address of the sign-in. */
  address: string | null;
  /** What the client called itself at sign-in. */
  client: string | null;
  /** It is the one that asks. */
  current: boolean;
}

export class SessionList {
  items: SessionItem[];
}
