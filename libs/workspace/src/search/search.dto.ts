import { IsSearchText } from '@maru/platform';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class SearchQuery {
  /** A part of a name; capitals do not matter, and `%` and `_` are what they are. */
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().normalize('NFC') : value))
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsSearchText()
  q: string;
}

export class FoundItem {
  id: string;
  name: string;
  /** What tells it from others of the same name: where it is, an address. */
  sub: string | null;
  /** What the page that shows it needs beside id and name to be found, by kind: `siteId`, say. */
  place: Record<string, string>;
}

export class FoundKind {
  /** What the items are, such as `fems.meter`. */
  kind: string;
  items: FoundItem[];
  /** There are more of the kind than the few that are listed. */
  more: boolean;
}

export class Found {
  /** The kinds of which something was found. */
  kinds: FoundKind[];
}
