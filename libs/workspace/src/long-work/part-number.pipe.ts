import { FILE_BYTES_MAX, invalidField, PART_BYTES } from '@maru/platform';
import { Injectable, type PipeTransform } from '@nestjs/common';

const numberMax = FILE_BYTES_MAX / PART_BYTES - 1;

/** The number of a part in the path, from 0. */
@Injectable()
export class PartNumberPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (/^(0|[1-9]\d{0,3})$/.test(value) && Number(value) <= numberMax) return Number(value);
    throw invalidField(':number', 'isPartNumber', {
      ko: `0부터 ${numberMax}까지의 정수여야 합니다.`,
      en: `It must be a whole number from 0 to ${numberMax}.`,
    });
  }
}
