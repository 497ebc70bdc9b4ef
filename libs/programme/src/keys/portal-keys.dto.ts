import { saying } from '@maru/platform';
import { Matches } from 'class-validator';

export type PortalKeyState = NonNullable<PortalKeyItem['state']>;

export class PortalKeyBody {
  /** As the portal has issued it for the site. It is kept sealed and never shown again. */
  @Matches(
    /^[\x21-\x7e]{8,300}$/,
    saying({
      ko: '영문·숫자·기호 8~300자여야 합니다. 붙여 넣을 때 딸려 온 공백이나 줄바꿈이 있으면 지우세요.',
      en: 'It must be 8 to 300 letters, digits and signs. Remove a blank or line break that came along when it was pasted.',
    }),
  )
  key: string;
}

/** A site with its key, where it has one. */
export class PortalKeyItem {
  siteId: string;
  siteName: string;
  /** The last four characters of the key; null where none is set. */
  ending: string | null;
  /** unproven: no connection test has succeeded yet, so nothing is sent. stopped: the log centre takes nothing of it until it is tested again. */
  state: 'unproven' | 'active' | 'stopped' | null;
  /** The code that stopped it; KEY where the key cannot be read any more and has to be set again. */
  stoppedCode: string | null;
  setAt: string | null;
  /** Who set it; null where the person is not known any more. */
  setBy: string | null;
  /** The last answer to anything sent with it: its code, and when it came. */
  lastCode: string | null;
  lastAnsweredAt: string | null;
  /** When the next log may leave at the earliest; null where nothing has to be waited for, and while the key is stopped. */
  nextSendAt: string | null;
}

export class PortalKeyList {
  items: PortalKeyItem[];
  /** Where logs of the organisation go: the portal, or the simulator where the organisation is simulated (모의). */
  centre: 'portal' | 'simulator';
  /** Whether that address is set in this installation; nothing is sent while it is not. */
  centreKnown: boolean;
}

export class StartedConnectionTest {
  /** Task whose outcome is a ConnectionTestOutcome; null where this installation knows no log centre to ask. */
  taskId: string | null;
}

export class ConnectionTestOutcome {
  sendId: string;
  httpStatus: number | null;
  /** Result code of the log centre; null where no answer came or none that could be read. */
  code: string | null;
  outcome: 'stored' | 'received' | 'test' | 'too-soon' | 'not-collected' | 'day-limit' | 'refused' | 'unsent' | 'unknown';
  /** What went wrong on the way; null where an answer came. */
  failure: string | null;
}
