import { FILE_BYTES_MAX, saying } from '@maru/platform';
import { IsInt, IsNotEmpty, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

export class NewFileBody {
  /** With its ending: it says what the file is. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  name: string;

  /** Its length in bytes. */
  @IsInt()
  @Min(1)
  @Max(FILE_BYTES_MAX)
  bytes: number;

  /** The kind of task that will read it, such as fems.reading-import. */
  @IsString()
  @MaxLength(100)
  @Matches(
    /^[a-z]+\.[a-z-]+$/,
    saying({
      ko: '파일을 읽을 작업의 종류여야 합니다. 예: fems.reading-import',
      en: 'It must be the kind of task that reads the file, such as fems.reading-import.',
    }),
  )
  purpose: string;
}

export class FileItem {
  id: string;
  name: string;
  /** Null while it is being written. */
  bytes: number | null;
  /** Every part is there. */
  complete: boolean;
  /** Bytes of each part but the last. */
  partBytes: number;
  keptUntil: string;
  /** 모의: of a demonstration. */
  simulated: boolean;
}
