import { IsBusinessRegistrationNumber, IsZone, Omittable, saying } from '@maru/platform';
import { PartialType } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export class SiteBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  /** 사업자등록번호: ten digits, hyphens allowed, check digit verified. */
  @IsBusinessRegistrationNumber()
  businessRegistrationNumber: string;

  /** KSIC code, such as C24112 or 24112. */
  @IsOptional()
  @Matches(
    /^[A-U]?\d{2,5}$/,
    saying({
      ko: '한국표준산업분류(KSIC) 코드여야 합니다. 예: C24112, 24112',
      en: 'It must be a code of the Korean Standard Industrial Classification, such as C24112 or 24112.',
    }),
  )
  ksicCode?: string | null;

  /** IANA time zone of the site's days and months; Asia/Seoul when it is left out. */
  @Omittable()
  @IsZone()
  zone?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  address?: string | null;
}

/** Null clears what may be empty; what may not is left out instead. */
export class SitePatch extends PartialType(SiteBody, { skipNullProperties: false }) {}

export class SiteItem {
  id: string;
  name: string;
  /** With hyphens, as people write it. */
  businessRegistrationNumber: string;
  ksicCode: string | null;
  zone: string;
  address: string | null;
  version: number;
}

export class SiteList {
  items: SiteItem[];
}
