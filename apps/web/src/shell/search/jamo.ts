const firstSyllable = 0xac00;
const syllables = 11172;
const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const vowels = [
  'ㅏ',
  'ㅐ',
  'ㅑ',
  'ㅒ',
  'ㅓ',
  'ㅔ',
  'ㅕ',
  'ㅖ',
  'ㅗ',
  'ㅗㅏ',
  'ㅗㅐ',
  'ㅗㅣ',
  'ㅛ',
  'ㅜ',
  'ㅜㅓ',
  'ㅜㅔ',
  'ㅜㅣ',
  'ㅠ',
  'ㅡ',
  'ㅡㅣ',
  'ㅣ',
];
const finals = ' ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ');

function partsOf(sign: string): { initial: string; all: string } {
  const number = (sign.codePointAt(0) as number) - firstSyllable;
  if (number < 0 || number >= syllables) return { initial: sign, all: sign };
  const initial = initials[Math.floor(number / (vowels.length * finals.length))];
  const vowel = vowels[Math.floor(number / finals.length) % vowels.length];
  return { initial, all: initial + vowel + finals[number % finals.length] };
}

/** Two consonants that a keyboard has put into one sign, as it does while only consonants are typed: ㄳ for ㄱㅅ. */
const clusters = new Map(
  [...'ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ'].map((cluster, place) => [cluster, finals.filter((final) => final.length === 2)[place]]),
);

const plain = (text: string) =>
  [...text.normalize('NFC').toLowerCase().replaceAll(/[\s·]/g, '')].flatMap((sign) => [...(clusters.get(sign) ?? sign)]);

/**
 * Whether a name has in it what was typed so far: as it is written, by the initial consonants of its syllables (ㅂㅎㄱㅅ for 부하 곡선), or
 * with a last syllable that is still being put together (붛 on the way to 부하). Blanks and capitals do not matter.
 */
export function isNamed(name: string, typed: string): boolean {
  const [has, wanted] = [plain(name).map(partsOf), plain(typed).map(partsOf)];
  const whole = (parts: { all: string }[]) => parts.map(({ all }) => all).join('');
  const consonants = wanted.every(({ initial, all }) => initial === all && initials.includes(initial));
  if (
    consonants &&
    has
      .map(({ initial }) => initial)
      .join('')
      .includes(whole(wanted))
  )
    return true;
  return whole(has).includes(whole(wanted));
}
