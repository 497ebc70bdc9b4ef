import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class DeviceKeyBody {
  /** What it is for: the device or program that holds it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  /** Permissions that a device may carry, such as fems.reading.ingest. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  scopes: string[];
}

export class DeviceKeyItem {
  id: string;
  name: string;
  scopes: string[];
  createdAt: string;
  /** Null while it is in force. */
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
