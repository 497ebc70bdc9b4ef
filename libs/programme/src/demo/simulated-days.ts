import { dayPeriod } from '@maru/evidence';
import type { SimulatedUse } from '@maru/platform';

/** Who of the simulated company does something, by their place in its list of people. */
export interface SimulatedAct extends Pick<SimulatedUse, 'at'> {
  readonly person: number;
  readonly draft: Omit<SimulatedUse['draft'], 'site'>;
}

const minute = 60_000;
/** What people look at and change, and how often compared with each other. */
const acts = [
  { kind: 'read', module: 'fems', resource: 'fems/overview', weight: 6 },
  { kind: 'read', module: 'fems', resource: 'fems/energy', weight: 5 },
  { kind: 'read', module: 'fems', resource: 'fems/peaks', weight: 2 },
  { kind: 'read', module: 'fems', resource: 'fems/completeness', weight: 2 },
  { kind: 'create', module: 'fems', resource: 'fems/points', weight: 1 },
  { kind: 'update', module: 'fems', resource: 'fems/meters/:id', weight: 1 },
] as const;
const weightOfAll = acts.reduce((sum, { weight }) => sum + weight, 0);

/**
 * What the people of a simulated company do on a day: the same each time it is asked, since the seed is the day itself. On Saturdays every
 * other week, on Sundays and holidays nobody comes; of the other days on about one in fifteen nobody signs in.
 */
export function simulatedDay(day: string, isHoliday: boolean): SimulatedAct[] {
  const random = randomOf(day);
  const { from } = dayPeriod(day);
  const weekday = new Date(from + 12 * 60 * minute).getUTCDay();
  const week = Math.floor(from / (7 * 24 * 60 * minute));
  if (isHoliday || weekday === 0 || (weekday === 6 && week % 2 === 0)) return [];
  if (random() < 1 / 15) return [];
  const people = random() < 0.7 ? [0, 1] : [1];
  return people
    .flatMap((person) => sessionOf(person, from + (8 * 60 + Math.floor(random() * 50)) * minute, random))
    .sort((a, b) => a.at - b.at);
}

function sessionOf(person: number, begin: number, random: () => number): SimulatedAct[] {
  let at = begin + person * 17 * minute;
  const act = (kind: SimulatedUse['draft']['kind'], module: string, resource: string): SimulatedAct => ({
    person,
    at: at + Math.floor(random() * 50_000),
    draft: { kind, module, resource, cause: 'input', bytes: 60 + Math.floor(random() * 4000) },
  });
  const done = [act('sign-in', 'workspace', 'sessions')];
  for (let count = 2 + Math.floor(random() * 4); count > 0; count--) {
    at += (20 + Math.floor(random() * 90)) * minute;
    const { kind, module, resource } = actAt(random() * weightOfAll);
    done.push(act(kind, module, resource));
  }
  at += (10 + Math.floor(random() * 40)) * minute;
  return [...done, act('sign-out', 'workspace', 'sessions/current')];
}

/** The act whose share of all weights holds a place among them. */
function actAt(place: number): (typeof acts)[number] {
  let end = 0;
  for (const act of acts) {
    end += act.weight;
    if (place < end) return act;
  }
  return acts[0];
}

/** Numbers from 0 to below 1 that follow from a text (mulberry32 over an FNV-1a hash): chance that is the same every time. */
function randomOf(text: string): () => number {
  let state = 0x811c9dc5;
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
