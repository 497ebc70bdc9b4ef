import { Problem } from '@maru/kernel';
import { decoderOf, type PieceDecoder } from './csv-encoding';
import { NotText } from './korean-decoder';
import { tableFault } from './table-fault';
import { XmlFault, type XmlListener, XmlReader } from './xml-reader';
import type { ZipArchive } from './zip-archive';

const nothing = () => undefined;

/** Reads one part of a workbook to its end. */
export async function readXml(archive: ZipArchive, part: string, listener: Partial<XmlListener>): Promise<void> {
  const whole: XmlListener = {
    open: listener.open?.bind(listener) ?? nothing,
    close: listener.close?.bind(listener) ?? nothing,
    text: listener.text?.bind(listener) ?? nothing,
  };
  for await (const _ of xmlOf(archive, part, whole));
}

/**
 * Reads one part of a workbook; comes back after each piece, so that what the listener has gathered can be handed on.
 * @returns how large a share has been read, from 0 to 1
 * @throws Problem when it is damaged
 */
export async function* xmlOf(archive: ZipArchive, part: string, listener: XmlListener): AsyncGenerator<number> {
  const reader = new XmlReader(listener);
  let decoder: PieceDecoder | null = null;
  let read = 0;
  try {
    for await (const chunk of archive.read(part)) {
      decoder ??= decoderOf(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8');
      reader.write(decoder.decode(chunk));
      read += chunk.length;
      yield read / archive.lengthOf(part);
    }
    decoder?.end();
    reader.end();
    yield 1;
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof XmlFault || error instanceof NotText) throw tableFault('damaged', part);
    throw error;
  }
}
