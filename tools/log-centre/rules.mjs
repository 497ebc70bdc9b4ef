// @ts-check

const DAY_MS = 86_400_000;
const SEOUL_MS = 9 * 3_600_000;
const SLOT_MS = 600_000;
const STORED_A_DAY = 144;
const REQUESTS_A_DAY = 5_000;
const BYTES_END = 1_000_000_000;

/** @type {Readonly<Record<string, string>>} */
const TEXTS = {
  AP1001: '데이터 수신 완료',
  AP1002: '데이터 이관 완료',
  AP1004: '데이터 길이 초과',
  AP1010: '기타 오류',
  AP1011: '인증키 누락',
  AP1012: '로그일시 누락',
  AP1014: '로그일시 형식 오류',
  AP1015: '접속구분 누락',
  AP1017: '사용자 누락',
  AP1019: '접속IP 누락',
  AP1022: '데이터사용량 누락',
  AP1023: 'JSON 형식 오류',
  AP1026: '데이터사용량 초과',
  AP1028: '테스트 로그 수신 완료',
  AP1029: '수신 간격 미달',
  AP1030: '수집 대상 아님',
  AP1031: '일일 요청 수 초과',
  AP1032: '일일 저장 수 초과',
};

/** The fields that must be there, in the order in which they are looked at, and the code of the first that is not. */
const REQUIRED = /** @type {const} */ ([
  ['crtfcKey', 'AP1011'],
  ['logDt', 'AP1012'],
  ['useSe', 'AP1015'],
  ['sysUser', 'AP1017'],
  ['conectIp', 'AP1019'],
  ['dataUsgqty', 'AP1022'],
]);
const LENGTHS = /** @type {const} */ ([
  ['sysUser', 60],
  ['conectIp', 30],
  ['useSe', 200],
]);

/** @param {number} at @returns {string} day of Seoul */
const dayOf = (at) => new Date(at + SEOUL_MS).toISOString().slice(0, 10);
/** @param {number} at @returns {string} `YYYY-MM-DD HH:MM:SS.mmm` on the clock of Seoul */
const timeOf = (at) => new Date(at + SEOUL_MS).toISOString().slice(0, -1).replace('T', ' ');

/** @typedef {{ day: string, requests: number, stored: number, storedAt: number }} KeyCount */

export class LogCentreRules {
  /** @type {import('./rules.d.mts').StoredLog[]} */
  stored = [];
  /** @type {Set<string>} */
  notCollected = new Set();
  /** @type {Map<string, KeyCount>} */
  #counts = new Map();

  /**
   * @param {import('./rules.d.mts').ReceivedLog} log
   * @param {number} at
   */
  receive(log, at) {
    const fault = faultOf(log);
    if (fault) return this.reply(fault, at);
    const { crtfcKey: key, logDt, useSe, sysUser, conectIp } = /** @type {Record<string, string>} */ (log);
    const count = this.#countOf(String(key), at);
    count.requests++;
    if (count.requests > REQUESTS_A_DAY) return this.reply('AP1031', at);
    if (this.notCollected.has(String(key))) return this.reply('AP1030', at);
    if (useSe === 'DO6999') return this.reply('AP1028', at);
    // Only what was logged on the same day is taken.
    if (String(logDt).slice(0, 10) !== dayOf(at)) return this.reply('AP1010', at);
    if (at - count.storedAt < SLOT_MS) return this.reply('AP1029', at);
    if (count.stored >= STORED_A_DAY) return this.reply('AP1032', at);
    count.stored++;
    count.storedAt = at;
    this.stored.push({
      key: String(key),
      logDt: String(logDt),
      useSe: String(useSe),
      sysUser: String(sysUser),
      conectIp: String(conectIp),
      dataUsgqty: Number(log.dataUsgqty),
      storedAt: at,
    });
    return this.reply('AP1002', at);
  }

  /**
   * @param {string} code
   * @param {number} at
   */
  reply(code, at) {
    return { code, text: TEXTS[code] ?? code, receivedAt: timeOf(at) };
  }

  /**
   * @param {string} key
   * @param {number} at
   * @returns {KeyCount}
   */
  #countOf(key, at) {
    const day = dayOf(at);
    const known = this.#counts.get(key);
    if (known?.day === day) return known;
    const count = { day, requests: 0, stored: 0, storedAt: known?.storedAt ?? -DAY_MS };
    this.#counts.set(key, count);
    return count;
  }
}

/** @param {import('./rules.d.mts').ReceivedLog} log @returns {string | null} */
function faultOf(log) {
  for (const [name, code] of REQUIRED) if (log[name] === undefined || log[name] === null || String(log[name]).trim() === '') return code;
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/.test(String(log.logDt))) return 'AP1014';
  for (const [name, length] of LENGTHS) if (String(log[name]).length > length) return 'AP1004';
  if (!/^DO6(?:00[1-7]|999)$/.test(String(log.useSe))) return 'AP1010';
  if (!/^\d{1,10}$/.test(String(log.dataUsgqty))) return 'AP1010';
  return Number(log.dataUsgqty) >= BYTES_END ? 'AP1026' : null;
}

/** @param {readonly import('./rules.d.mts').StoredLog[]} logs */
export function storedList(logs) {
  const rows = logs.map(({ logDt, useSe, sysUser, conectIp, dataUsgqty }) => [logDt, useSe, sysUser, conectIp, dataUsgqty, 'AP1002']);
  const lines = [['로그일시', '사용구분', '사용자', '접속IP', '데이터사용량', '수신결과'], ...rows];
  const cell = (/** @type {string | number} */ value) =>
    /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value;
  return `\uFEFF${lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}

/**
 * @param {import('./rules.d.mts').CentreReply & { detail: string }} reply
 * @param {boolean} xml
 */
export function replyBody({ code, text, receivedAt, detail }, xml) {
  const fields = {
    recptnDt: receivedAt,
    recptnRsltCd: code,
    recptnRslt: text,
    recptnRsltDtl: xml ? detail.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : detail,
  };
  if (!xml) return JSON.stringify({ result: fields });
  return `<?xml version="1.0" encoding="UTF-8"?><Result>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</Result>`;
}
