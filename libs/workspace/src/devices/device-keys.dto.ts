import { IsId, IsInstant, Omittable } from '@maru/platform';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class DeviceKeyBody {
  /** What it is for: the device or program that holds it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  /** Permissions that a key may carry: fems.reading.ingest of a company's device, programme.evidence.pull of an office's program. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  scopes: string[];

  /** From when it is good for nothing any more. A key of a programme office must name it. */
  @Omittable()
  @IsInstant()
  endsAt?: string;

  /** For a programme office: the only companies that it may read; every company whose reporting grant is in force when it is left out. */
  @Omittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsId({ each: true })
  companies?: string[];
}

export class DeviceKeyItem {
  id: string;
  name: string;
  scopes: string[];
  createdAt: string;
  /** Null where it does not end by itself. */
  endsAt: string | null;
  /** Of a programme office's key: the only companies that it may read; null where it is not narrowed. */
  companies: string[] | null;
  /** Null where nobody has revoked it. */
  revokedAt: string | null;
}

export class NewDeviceKey extends DeviceKeyItem {
  /** For `authorization: Bearer`. Shown this once; only its hash is kept. */
  key: string;
}

export class DeviceKeyPage {
  items: DeviceKeyItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
